/** `npm run release -- ADDRESS [--version 1.2.3] [--dry-run]`: see RELEASING.md. */
import { parseArgs } from 'node:util';
import { ROOT } from './packages';
import { release } from './release/release';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { version: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
});

release({
  root: ROOT,
  address: positionals[0],
  ...(values.version !== undefined && { version: values.version }),
  dryRun: values['dry-run'],
  say: console.log,
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
