import { mkdirSync } from 'node:fs';
import { API_KEY, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
const NOWHERE = ['--api-key', API_KEY, '--base-url', 'http://127.0.0.1:9'];

async function expectBadUse(args: string[], message: RegExp | string) {
  const { exitCode, stdout, stderr } = await runCli(args);
  expect(stderr).toMatch(message);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).not.toContain(API_KEY);
}

describe('send', () => {
  it('names a flag that it does not know, and the one that was meant', () =>
    expectBadUse(['send', '--checkpont', 'x'], /unknown option '--checkpont'[^]*--checkpoint/));

  it('names a file that is not there', () =>
    expectBadUse(['send', 'absent.ndjson', ...NOWHERE], 'absent.ndjson: no such file.'));

  it('says that a folder is empty', async () => {
    mkdirSync(files.path('export'));
    await expectBadUse(['send', files.path('export'), ...NOWHERE], /export is a folder without files\./);
  });

  it('asks for a key', async () => {
    const input = files.write('events', toLines([trackEvent(1)]));
    await expectBadUse(['send', input], 'No API key: set AMPLITUDE_API_KEY or give --api-key.');
  });

  it.each([
    ['--concurrency', 'many', /whole number from 1 to 64/],
    ['--batch-size', '5000', /whole number from 1 to 2000/],
    ['--give-up-after', 'soon', /number of seconds/],
    ['--base-url', 'amplitude', /must be a URL/],
    ['--region', 'mars', /Allowed choices are us, eu/],
  ])('refuses %s %s', (flag, value, message) => expectBadUse(['send', flag, value], message));

  it('refuses to write dead letters into its input', async () => {
    const input = files.write('events', toLines([trackEvent(1)]));
    await expectBadUse(
      ['send', input, ...NOWHERE, '--dead-letter', input],
      /is also an input; name another file/,
    );
  });

  it('reports every problem of a subscriptions file at once', async () => {
    const subscriptions = files.write(
      'subscriptions.json',
      JSON.stringify([
        { name: 'A', subscribe: 'type ==== "x', partnerAction: 'logEvnt' },
        { name: 'B', subscribe: 'type = "track"', partnerAction: 'logEvent', mapping: [] },
      ]),
    );
    const input = files.write('events', toLines([trackEvent(1)]));
    const args = ['send', input, ...NOWHERE, '--subscriptions', subscriptions];
    await expectBadUse(args, /"subscribe" of "A" cannot be read/);
    await expectBadUse(args, /"partnerAction" of "A" is "logEvnt"; it must be one of logEvent, logEventV2/);
    await expectBadUse(args, /"mapping" of "B" is not an object/);
  });

  it.each([
    ['is no JSON', '{', /cannot be read/],
    ['is something else', '{"a":1}', /is not a checkpoint of this program/],
  ])('refuses a checkpoint that %s', async (_, content, message) => {
    const checkpoint = files.write('state', content);
    const input = files.write('events', toLines([trackEvent(1)]));
    await expectBadUse(['send', input, ...NOWHERE, '--checkpoint', checkpoint], message);
  });

  it('refuses a checkpoint of another file', async () => {
    const [one, two] = [
      files.write('one', toLines([trackEvent(1)])),
      files.write('two', toLines([trackEvent(2)])),
    ];
    const more = [...NOWHERE, '--give-up-after', '0', '--checkpoint', files.path('state')];
    expect((await runCli(['send', one, ...more])).exitCode).toBe(3);
    await expectBadUse(['send', two, ...more], /is of another run: it knows .*one, which is not named now/);
  });

  it('says that an empty file holds no event, and exits 0', async () => {
    const { exitCode, stderr } = await runCli(['send', files.write('empty', ''), ...NOWHERE]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('There was no event in the input.');
  });
});
