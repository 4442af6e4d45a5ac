import { badEvents } from './bad-events';
import { deliveryRate } from './delivery-rate';
import { growth } from './growth';
import { hostile } from './hostile';
import { overhead } from './overhead';
import { performBatch } from './perform-batch';
import { plan } from './plan';
import { requestBytes } from './request-bytes';
import { runtime } from './runtime';
import { runtimeMemory } from './runtime-memory';
import { startLoopbackServer } from './start-loopback-server';
import { userAgents } from './user-agents';

const BENCHMARKS = {
  runtime,
  plan,
  runtimeMemory,
  deliveryRate,
  overhead,
  performBatch,
  requestBytes,
  badEvents,
  userAgents,
  growth,
  hostile,
};

/** Runs all benchmarks, or those named as arguments: `npm run bench -- overhead growth`. */
async function main(names: string[]): Promise<void> {
  const unknown = names.find((name) => !(name in BENCHMARKS));
  if (unknown)
    throw new Error(`There is no benchmark "${unknown}": choose from ${Object.keys(BENCHMARKS).join(', ')}.`);
  const server = await startLoopbackServer();
  try {
    for (const [name, run] of Object.entries(BENCHMARKS)) {
      if (names.length > 0 && !names.includes(name)) continue;
      console.log(`\n${name}`);
      for await (const line of run(server)) console.log(`  ${line}`);
    }
  } finally {
    server.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
