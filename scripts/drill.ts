/**
 * The fault drill: `npm run drill`, or `npm run drill -- --short` for CI.
 *
 * Sends a large file through the real command line into a strict emulator that fails in every way it can, kills the
 * sender (SIGKILL) and resumes it, and then counts: every valid event exactly once, every invalid one in the dead
 * letters once with its reason, nothing else. Exits 1 when a figure is wrong.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { startAmplitudeEmulator, type AmplitudeEmulator, type Fault } from '../src/emulator';
import { expectedKind, isRefusedByAmplitude, writeDrillFile } from './drill/drill-file';
import { startSender, type SenderProcess } from './drill/start-sender';

interface Plan {
  events: number;
  /** How often the sender is killed, at random moments. */
  kills: number;
  /** The drill fails when it is not done by then. */
  limitMs: number;
}

const LONG: Plan = { events: 200_000, kills: 20, limitMs: 30 * 60_000 };
const SHORT: Plan = { events: 4_000, kills: 3, limitMs: 4 * 60_000 };

const FAULTS: Fault[] = [
  { probability: 0.3, action: { latencyMs: 40 } },
  { probability: 0.04, action: { status: 500 } },
  { probability: 0.02, action: { status: 503 } },
  { probability: 0.02, action: { status: 413 } },
  { probability: 0.02, action: { status: 429 } },
  { probability: 0.03, action: { drop: 'before-ingestion' } },
  { probability: 0.03, action: { drop: 'after-ingestion' } },
  { probability: 0.02, action: { statusAfterIngestion: 504 } },
  { probability: 0.02, action: { answer: 'truncated' } },
];

/** The last of the events are left to the last run, which must find something to do. */
const LAST_KILL = 0.95;
const MOST_DELAY_MS = 300;

const API_KEY = '1d0c7be24a5f4e93b86a02f7c9e3d518';

async function drill({ events, kills, limitMs }: Plan): Promise<boolean> {
  const directory = mkdtempSync(join(tmpdir(), 'drill-'));
  const startedAt = Date.now();
  const ingested = new Map<string, number>();
  const emulator = await startAmplitudeEmulator({
    strict: true,
    apiKey: API_KEY,
    faults: FAULTS,
    seed: 20,
    keepEvents: false,
    keepExchanges: 0,
    refuse: (item) => (isRefusedByAmplitude(item) ? { kind: 'invalid', field: 'event_type' } : undefined),
    onIngest: ({ insert_id }) => ingested.set(String(insert_id), (ingested.get(String(insert_id)) ?? 0) + 1),
  });
  const expected = await writeDrillFile(join(directory, 'events.ndjson'), events);
  const run = { directory, baseUrl: emulator.baseUrl, apiKey: API_KEY };
  let sender: SenderProcess | undefined;
  try {
    for (const share of toMoments(kills)) {
      sender = startSender(run);
      await until(
        () => emulator.counts.ingested >= share * expected.valid,
        startedAt + limitMs,
        sender.exited,
      );
      // Not only behind an answer: anywhere in a request, a save, a start.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * MOST_DELAY_MS));
      await sender.kill();
    }
    sender = startSender(run);
    const exitCode = await Promise.race([sender.exited, timeout(startedAt + limitMs)]);
    return report(emulator, directory, ingested, expected, { exitCode, kills, startedAt });
  } finally {
    await sender?.kill();
    await emulator.close();
    rmSync(directory, { recursive: true });
  }
}

/** Random shares of the valid events, in order: once so many are ingested, the sender is about to be killed. */
function toMoments(kills: number): number[] {
  return Array.from({ length: kills }, () => Math.random() * LAST_KILL).sort((a, b) => a - b);
}

type Expected = Awaited<ReturnType<typeof writeDrillFile>>;
interface Ran {
  exitCode: number | null;
  kills: number;
  startedAt: number;
}

function report(
  { counts }: AmplitudeEmulator,
  directory: string,
  ingested: Map<string, number>,
  expected: Expected,
  { exitCode, kills, startedAt }: Ran,
): boolean {
  const letters = readFileSync(join(directory, 'dead.ndjson'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { messageId?: string; _rejected: { reason: string; place: string } });
  const places = new Set(letters.map(({ _rejected }) => _rejected.place));
  const checks: [string, number, number][] = [
    ['valid events ingested', ingested.size, expected.valid],
    ['ingested more than once', [...ingested.values()].filter((times) => times > 1).length, 0],
    ['ingested though invalid', [...ingested.keys()].filter((id) => expectedKind(id) !== 'valid').length, 0],
    ['dead letters', letters.length, expected.invalid],
    ['dead letters of different lines', places.size, expected.invalid],
    ['dead letters without a reason', letters.filter(({ _rejected }) => _rejected.reason === '').length, 0],
    [
      'dead letters of valid events',
      letters.filter(({ messageId }) => expectedKind(messageId ?? '') === 'valid').length,
      0,
    ],
    ['exit code (1: some rejected)', exitCode ?? -1, 1],
  ];
  const table = new Table({ head: ['figure', 'found', 'expected', ''], style: { head: [], border: [] } });
  for (const [name, found, wanted] of checks)
    table.push([name, found, wanted, found === wanted ? 'ok' : 'WRONG']);
  const seconds = (Date.now() - startedAt) / 1000;
  console.log(table.toString());
  console.log(
    `${kills} kills, ${counts.requests} requests, ${counts.deduped} duplicates dropped by insert_id, ` +
      `${counts.rejected} events in refused requests, ${seconds.toFixed(0)} s`,
  );
  return checks.every(([, found, wanted]) => found === wanted);
}

/** Resolves when the condition holds or the sender has ended by itself. */
async function until(isTrue: () => boolean, deadline: number, exited: Promise<unknown>): Promise<void> {
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  while (!isTrue() && !hasExited) {
    if (Date.now() > deadline) throw new Error('The drill took longer than it may.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function timeout(deadline: number): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, deadline - Date.now()).unref());
  throw new Error('The drill took longer than it may.');
}

drill(process.argv.includes('--short') ? SHORT : LONG).then(
  (isRight) => (process.exitCode = isRight ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
