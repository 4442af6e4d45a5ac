import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { range, toLines, trackEvent, useDirectory } from './run-cli';

const files = useDirectory();

it('ends quietly when the reader of its output has seen enough', () => {
  const events = files.write('events.ndjson', toLines(range(500).map((n) => trackEvent(n))));
  const cli = join(__dirname, '../src/index.ts');
  const script = `"$0" -r tsx/cjs "${cli}" preview "${events}" | head -1; exit "\${PIPESTATUS[0]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('track "Song Played"');
});
