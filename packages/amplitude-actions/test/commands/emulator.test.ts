import { API_KEY, runCli, startCli, toLines, trackEvent, useDirectory, type RunningCli } from '../run-cli';

const files = useDirectory();
let running: RunningCli | undefined;
afterEach(async () => {
  running?.interrupt();
  await running?.done;
  running = undefined;
});

/** Starts the command and waits for the address it prints. */
async function start(...flags: string[]): Promise<{ url: string; run: RunningCli }> {
  const run = startCli(['emulator', '--port', '0', ...flags]);
  running = run;
  while (!run.written().includes('Ctrl-C')) await new Promise((resolve) => setTimeout(resolve, 5));
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(run.written()) ?? [];
  return { url, run };
}

const upload = (url: string, events: object[], key = API_KEY) =>
  fetch(`${url}/2/httpapi`, { method: 'POST', body: JSON.stringify({ api_key: key, events }) });

const event = (more: object = {}) => ({ event_type: 'Song Played', user_id: 'user-10001', ...more });

/** What was printed once the command ended. */
async function stop(run: RunningCli) {
  run.interrupt();
  return run.done;
}

it('prints event names, fails by rule and stops cleanly on Ctrl-C', async () => {
  const { url, run } = await start('--strict', '--fault', 'nth=1,status=503');
  const input = files.write('events', toLines([trackEvent(1)]));

  expect((await runCli(['send', input, '--api-key', API_KEY, '--base-url', url])).exitCode).toBe(0);
  const { exitCode, stdout } = await stop(run);

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /503 POST \/2\/httpapi · Song Played\n.*answered 503 on purpose[^]*200 POST \/2\/httpapi · Song Played/,
  );
  expect(stdout).toContain('2 requests, 2 received, 1 ingested');
  expect(stdout).not.toContain(API_KEY);
});

it('prints the reason of each refusal, and no key', async () => {
  const { url, run } = await start('--api-key', API_KEY);
  await upload(url, [event({ user_id: 'null' }), event(), event({ event_type: 'Liked', time: 'now' })]);
  await upload(url, [event()], 'another-key');

  const { stdout } = await stop(run);

  expect(stdout).toContain('400 POST /2/httpapi · Song Played ×2, Liked');
  expect(stdout).toContain('    Song Played of null: Amplitude refuses the user_id "null".');
  expect(stdout).toContain('    Liked of user-10001: time must be a whole number');
  expect(stdout).toContain('Invalid API key: •••');
  expect(stdout).not.toMatch(new RegExp(`another-key|${API_KEY}`));
});

it('writes one JSON object a request', async () => {
  const { url, run } = await start('--json');
  await upload(url, [event({ insert_id: 'a' }), event({ insert_id: 'a' })]);

  const { stdout, stderr } = await stop(run);

  const [request, totals] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(request).toMatchObject({
    method: 'POST',
    path: '/2/httpapi',
    status: 200,
    items: [{ name: 'Song Played', outcome: 'ingested' }, { outcome: 'already-counted' }],
  });
  expect(totals).toEqual({ requests: 1, received: 2, ingested: 1, deduped: 1, rejected: 0 });
  expect(stderr).toContain('listens on');
});

it('changes single limits', async () => {
  const { url } = await start('--limits', 'uploadEvents=1,mixedOperations=true', '--limits', 'minIdLength=3');
  const mixed = event({ user_properties: { $set: { a: 1 }, plan: 'pro' } });

  expect((await upload(url, [event(), event()])).status).toBe(413);
  expect((await upload(url, [mixed])).status).toBe(400);
  expect((await upload(url, [event({ user_id: 'ab' })])).status).toBe(400);
  expect((await upload(url, [event({ user_id: 'abc' })])).status).toBe(200);
});

it('counts only, with --no-keep', async () => {
  const { url, run } = await start('--no-keep');
  await upload(url, [event()]);

  expect(await (await fetch(`${url}/__emulator/events`)).json()).toEqual([]);
  expect((await stop(run)).stdout).toMatch(
    /200 POST \/2\/httpapi · 1 items · \d+ bytes\n1 requests, 1 received/,
  );
});

it('says that its port is taken', async () => {
  const { url } = await start();

  expect(await runCli(['emulator', '--port', new URL(url).port])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('is taken; give another --port') as string,
  });
});

it.each([
  ['--fault', 'every=10', /needs an action: status, statusAfterIngestion/],
  ['--fault', 'status=500,drop=after-ingestion', /has one action: status/],
  ['--fault', 'status=bad', /"status" cannot be "bad": it is a status from 200 to 599/],
  ['--fault', 'drop=sometimes', /cannot be "sometimes": it is before-ingestion or after-ingestion/],
  ['--fault', 'nth=0,status=500', /"nth" cannot be 0: it is a whole number from 1/],
  ['--fault', '', /is no part of a fault/],
  ['--fault', 'colour=red', /"colour" is no part of a fault; known are path, nth/],
  ['--limits', 'colour=red', /"colour" is no limit; they are httpapiBytes/],
  ['--limits', 'uploadEvents=many', /"uploadEvents" needs a number or none/],
  ['--limits', 'fieldTypes=1', /"fieldTypes" is true or false/],
])('refuses %s %s', async (flag, value, message) => {
  expect(await runCli(['emulator', flag, value])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(message) as string,
  });
});
