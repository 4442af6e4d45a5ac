import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { startClient } from './emulator-client';

const page = readFileSync(path.join(__dirname, '../../docs/emulator.md'), 'utf8');
const examples = [...page.matchAll(/```sh\n([^]*?)```/g)].map(([, code = '']) => code);

it('runs the curl examples of its page, in their order', async () => {
  const { emulator } = await startClient({ strict: true });
  const run = async (code: string) => {
    const env = { ...process.env, EMULATOR: emulator.baseUrl };
    return (await promisify(execFile)('sh', ['-ec', code], { env })).stdout;
  };
  const answers: string[] = [];
  for (const code of examples) answers.push(await run(code));

  expect(answers).toHaveLength(4);
  expect(JSON.parse(answers[0] ?? '')).toMatchObject({ code: 200, events_ingested: 1 });
  expect(JSON.parse(answers[1] ?? '')).toEqual([{ user_id: 'listener-1', event_type: 'Song Played' }]);
  expect(JSON.parse(answers[2] ?? '')).toMatchObject({ user_id: 'listener-1', events: 1 });
  expect(answers[3]).toContain('"reset":true');
  expect(answers[3]).not.toContain('error');
});
