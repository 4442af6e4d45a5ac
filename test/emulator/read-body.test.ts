import { gzipSync } from 'node:zlib';
import { DOCUMENTED_LIMITS } from '../../src/emulator';
import { API_KEY, event, startClient } from './emulator-client';

/** An upload body of exactly so many bytes. */
function bodyOf(bytes: number): string {
  const frame = JSON.stringify({ api_key: API_KEY, events: [event({ event_properties: { fill: '' } })] });
  return frame.replace('"fill":""', `"fill":"${'x'.repeat(bytes - frame.length)}"`);
}

const headers = { 'content-type': 'application/json' };

const post = { method: 'POST', headers };

it('when strict, takes under 1 MB on httpapi, and more than that on batch alone', async () => {
  const { emulator, send } = await startClient({ strict: true });

  expect((await send('/2/httpapi', { ...post, body: bodyOf(999_999) })).status).toBe(200);
  expect(await send('/2/httpapi', { ...post, body: bodyOf(1_000_000) })).toMatchObject({
    status: 413,
    body: { code: 413, error: 'Payload too large' },
  });
  expect((await send('/batch', { ...post, body: bodyOf(1_000_000) })).status).toBe(200);
  expect(emulator.events).toHaveLength(2);
  expect(DOCUMENTED_LIMITS.batchBytes).toBe(20_000_000);
});

describe.each(['/2/httpapi', '/batch'])('%s', (path) => {
  const limits = { httpapiBytes: 50_000, batchBytes: 50_000 };

  it('takes a body under its limit and answers 413 to one that reaches it', async () => {
    const { send } = await startClient({ limits });

    expect((await send(path, { ...post, body: bodyOf(49_999) })).status).toBe(200);
    expect((await send(path, { ...post, body: bodyOf(50_000) })).status).toBe(413);
  });

  it('measures a gzipped body once gunzipped', async () => {
    const { emulator, send } = await startClient({ limits });
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
  const identify = (body: string) =>
    send('/identify', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });

  expect((await identify(formOf(1_000_000))).text).toBe('success');
  expect((await identify(formOf(1_000_001))).status).toBe(413);
});

it('has no limit unless it is strict or told one', async () => {
  const { send } = await startClient();

  expect((await send('/2/httpapi', { ...post, body: bodyOf(1_500_000) })).status).toBe(200);
});
