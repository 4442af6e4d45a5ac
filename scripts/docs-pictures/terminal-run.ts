import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { renderTerminal } from '../../packages/amplitude-actions/test/process/render-terminal';
import { startAmplitudeEmulator } from '../../src/emulator';

const CLI = join(__dirname, '../../packages/amplitude-actions/src/index.ts');
const COLUMNS = 100;
const EVENTS = 12_000;

function toEvent(n: number): Record<string, unknown> {
  const user = `user-${n % 900}`;
  return {
    type: n % 400 === 7 ? 'group' : 'track',
    event: 'Song Played',
    messageId: `message-${n}`,
    userId: n % 1_000 === 5 ? 'null' : user,
    timestamp: new Date(Date.now() - (EVENTS - n) * 1_000).toISOString(),
    properties: { number: n, price: n % 3_000 === 1 ? 'free' : 3 },
  };
}

/** A run of `send` in a real terminal against the emulator, as a person sees it: halfway and at its end. */
async function recordRun(): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'record-'));
  const lines = Array.from({ length: EVENTS }, (_, n) => JSON.stringify(toEvent(n)));
  writeFileSync(join(directory, 'events.ndjson'), `${lines.join('\n')}\n{"type":"track","event":\n`);
  const emulator = await startAmplitudeEmulator({
    limits: { httpapiEventsPerSecond: Infinity },
    faults: [{ action: { latencyMs: 600 } }, { nth: 5, action: { status: 503 } }],
  });
  const files = ['--checkpoint', 'send.state', '--dead-letter', 'rejected.ndjson'];
  const args = ['send', 'events.ndjson', ...files, '--verbose', '--base-url', emulator.baseUrl];
  const terminal = spawn(process.execPath, ['-r', require.resolve('tsx/cjs'), CLI, ...args], {
    cols: COLUMNS,
    rows: 40,
    cwd: directory,
    env: { ...process.env, AMPLITUDE_API_KEY: '0f7c2ad7c3a94b1b9c58d0b3e6f1a2d4', TERM: 'xterm-256color' },
  });
  let written = '';
  let halfway = '';
  terminal.onData((data) => {
    written += data;
    if (halfway === '' && / (?:4|5|6)\d % /.test(data)) halfway = written;
  });
  await new Promise((resolve) => terminal.onExit(resolve));
  await emulator.close();
  rmSync(directory, { recursive: true });
  return [halfway, written].map((text) => renderTerminal(text, COLUMNS).join('\n').trimEnd());
}

/** The two blocks of docs/cli.md below the sentence that announces them. */
const BLOCKS = /(A run in a terminal[^\n]*\n\n)```\n[^]*?^```\n\n```\n[^]*?^```\n/m;

/** Puts a run, as it is recorded now, into docs/cli.md. */
export async function writeTerminalRun(docs: string): Promise<void> {
  const path = join(docs, 'cli.md');
  const page = readFileSync(path, 'utf8');
  if (!BLOCKS.test(page)) throw new Error(`${path} has no place for the run in a terminal.`);
  const blocks = (await recordRun()).map((text) => `\`\`\`\n${text}\n\`\`\`\n`).join('\n');
  writeFileSync(
    path,
    page.replace(BLOCKS, (_all, sentence: string) => sentence + blocks),
  );
}
