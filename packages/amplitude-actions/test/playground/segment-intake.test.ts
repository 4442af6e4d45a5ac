import { gzipSync } from 'node:zlib';
import type { ArrivalDetail, Row } from 'segment-actions-amplitude/emulator';
import { usePlayground } from './use-playground';

const { url, get, post } = usePlayground();
const rowsOf = (count: number) => get<Row[]>(`rows?count=${count}&wait=20000`);
const song = { event: 'Song Played', userId: 'listener-1', messageId: 'm-1', properties: { genre: 'jazz' } };
const nested = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;

it.each([
  ['t', song, 'Song Played'],
  ['track', song, 'Song Played'],
  ['p', { name: 'Library', userId: 'listener-1' }, 'Viewed Library'],
  ['screen', { name: 'Library', userId: 'listener-1' }, 'Viewed Library'],
  ['i', { userId: 'listener-1', traits: { plan: 'pro' } }, '$identify'],
  ['g', { groupId: 'acme', userId: 'listener-1', traits: { seats: 5 } }, '$identify'],
  ['alias', { userId: 'listener-1', previousId: 'visitor-1' }, 'Alias'],
])('takes a call at /v1/%s', async (path, call, name) => {
  const answer = await post(`/v1/${path}`, { writeKey: 'any', ...call });
  expect([answer.status, await answer.json()]).toEqual([200, { success: true }]);

  const [row] = await rowsOf(1);
  expect(row).toMatchObject({ outcome: 'ingested', name });
  expect((await get<ArrivalDetail>(`events/${row?.id}`)).source?.event).toMatchObject(call);
});

it('takes what a batch holds, and shows what Segment would throw away with its reason', async () => {
  await post('/v1/b', {
    writeKey: 'any',
    batch: [{ type: 'track', ...song }, { type: 'track', event: 'Nobody' }, { type: 'trakc', ...song }, 7],
  });

  const rows = await rowsOf(4);
  expect(rows.map(({ outcome, name, reason = '' }) => [outcome, name, reason])).toEqual(
    expect.arrayContaining([
      ['ingested', 'Song Played', ''],
      ['not-sent', 'Nobody', 'It has neither a userId nor an anonymousId.'],
      ['not-sent', 'Song Played', expect.stringContaining('Its type must be one of track') as string],
      ['not-sent', expect.any(String) as string, 'It is not an object.'],
    ]),
  );
});

describe('the pixel', () => {
  const pixel = (type: string, data: string) =>
    fetch(`${url()}/v1/pixel/${type}?${new URLSearchParams({ data }).toString()}`);

  it.each([
    ['JSON', JSON.stringify({ writeKey: 'any', ...song })],
    ['Base64', Buffer.from(JSON.stringify({ writeKey: 'any', ...song })).toString('base64')],
  ])('takes an event as %s, and is a picture', async (_, data) => {
    const answer = await pixel('track', data);

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/gif']);
    expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, 6)).toBe('GIF89a');
    expect(await rowsOf(1)).toMatchObject([{ outcome: 'ingested', name: 'Song Played', who: 'listener-1' }]);
  });

  it.each([
    ['no JSON', 'track', 'nothing', /not valid JSON/],
    ['nested too deep', 'track', nested, /nested more than 1,000 levels/],
    ['of an unknown type', 'nothing', JSON.stringify(song), /There is no pixel for "nothing"/],
  ])('is a picture also for what is %s, and shows why', async (_, type, data, reason) => {
    expect((await pixel(type, data)).status).toBe(200);

    expect(await rowsOf(1)).toMatchObject([
      { outcome: 'not-sent', reason: expect.stringMatching(reason) as string },
    ]);
  });
});

describe('a request that cannot be read', () => {
  const send = (body: string | Buffer<ArrayBuffer>, path = '/v1/batch') =>
    fetch(url() + path, { method: 'POST', body });

  it.each<[what: string, body: string | Buffer<ArrayBuffer>, code: string, message: RegExp]>([
    ['is no JSON', '{', 'bad_json', /not valid JSON/],
    ['has no list', '{"batch":{}}', 'bad_json', /"batch" must be a list/],
    [
      'is nested 5,000 levels deep',
      `{"batch":[{"properties":${nested}}]}`,
      'bad_json',
      /more than 1,000 levels/,
    ],
    ['has more than 4 MB', 'x'.repeat(4 * 1024 * 1024 + 1), 'payload_too_large', /more than 4194304 bytes/],
    ['is a gzip bomb', gzipSync(Buffer.alloc(200_000_000)), 'payload_too_large', /more than 4194304 bytes/],
  ])('is 400 when it %s, and costs nothing', async (_, body, code, message) => {
    const answer = await send(body);

    expect([answer.status, await answer.json()]).toEqual([
      400,
      { success: false, code, message: expect.stringMatching(message) as string },
    ]);
    expect(await get('rows')).toEqual([]);
  });

  it('is 404 at a path that Segment does not have', async () => {
    expect((await send('{}', '/v1/toString')).status).toBe(404);
    expect((await fetch(`${url()}/v1/batch`)).status).toBe(404);
  });
});

it('reads gzip with or without a header for it', async () => {
  const timestamp = '2026-06-16T20:39:18.752Z';
  const body = gzipSync(JSON.stringify({ writeKey: 'any', batch: [{ type: 'track', timestamp, ...song }] }));
  await fetch(`${url()}/v1/batch`, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body });
  await fetch(`${url()}/v1/import`, { method: 'POST', body });

  expect(await rowsOf(2)).toMatchObject([{ outcome: 'ingested' }, { outcome: 'already-counted' }]);
});

it('gives analytics.js its settings, which send everything here, and the script itself', async () => {
  const settings = (await (await fetch(`${url()}/v1/projects/any/settings`)).json()) as object;
  expect(settings).toMatchObject({
    integrations: { 'Segment.io': { apiKey: 'any', apiHost: `${new URL(url()).host}/v1`, protocol: 'http' } },
    metrics: { sampleRate: 0 },
  });

  const script = await fetch(`${url()}/analytics.js/v1/any/analytics.min.js`);
  expect([script.status, script.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('javascript'),
  ]);
  expect((await fetch(`${url()}/analytics-next/bundles/..%2f..%2fpackage.json`)).status).toBe(404);
});

it('lets pages of any origin send, with the headers that they ask for', async () => {
  const answer = await fetch(`${url()}/v1/t`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://shop.example',
      'access-control-request-headers': 'authorization,x-retry-count',
    },
  });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-allow-headers')).toBe('authorization,x-retry-count');
});
