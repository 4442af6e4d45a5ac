import { gzipSync } from 'node:zlib';
import { API_KEY, event, startClient } from './emulator-client';

/** An upload body of exactly so many bytes. */
function bodyOf(bytes: number): string {
  const frame = JSON.stringify({ api_key: API_KEY, events: [event({ event_properties: { fill: '' } })] });
  return frame.replace('"fill":""', `"fill":"${'x'.repeat(bytes - frame.length)}"`);
}

const headers = { 'content-type': 'application/json' };

describe.each([
  ['/2/httpapi', 1_000_000],
  ['/batch', 20_000_000],
])('a strict emulator, %s', (path, limit) => {
  it(`takes a body under ${limit} bytes and answers 413 to one of ${limit}`, async () => {
    const { emulator, send } = await startClient({ strict: true });

    const fits = await send(path, { method: 'POST', headers, body: bodyOf(limit - 1) });
    const over = await send(path, { method: 'POST', headers, body: bodyOf(limit) });

    expect(fits.status).toBe(200);
    expect(over).toMatchObject({ status: 413, body: { code: 413, error: 'Payload too large' } });
    expect(emulator.events).toHaveLength(1);
  });

  it('measures a gzipped body once gunzipped', async () => {
    const { emulator, send } = await startClient({ limits: { httpapiBytes: 50_000, batchBytes: 50_000 } });
    const sendGzipped = (bytes: number) =>
      send(path, {
        method: 'POST',
        headers: { ...headers, 'content-encoding': 'gzip' },
        body: gzipSync(bodyOf(bytes)),
      });

    expect((await sendGzipped(49_999)).status).toBe(200);
    expect((await sendGzipped(50_000)).status).toBe(413);
    expect(emulator.exchanges[1]?.bytesSent).toBeLessThan(1_000);
  });
});

it('takes a form of 1 MB and answers 413 to a longer one', async () => {
  const { send } = await startClient({ strict: true });
  const frame = `api_key=${API_KEY}&identification={"user_id":"user-1","user_properties":{"a":""}}`;
  const formOf = (bytes: number) => frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
  const post = (body: string) =>
    send('/identify', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });

  expect((await post(formOf(1_000_000))).text).toBe('success');
  expect((await post(formOf(1_000_001))).status).toBe(413);
});

it('has no limit unless it is strict or told one', async () => {
  const { send } = await startClient();
  const told = await startClient({ limits: { httpapiBytes: 200 } });

  expect((await send('/2/httpapi', { method: 'POST', headers, body: bodyOf(1_500_000) })).status).toBe(200);
  expect((await told.send('/2/httpapi', { method: 'POST', headers, body: bodyOf(300) })).status).toBe(413);
});
