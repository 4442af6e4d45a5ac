import { gzipSync } from 'node:zlib';
import { WRITE_KEY, basic, startIntake, type RunningIntake } from '../start-intake';

let intake: RunningIntake;
beforeEach(async () => {
  intake = await startIntake();
});
afterEach(() => intake.close());

const event = { userId: 'user-1', messageId: 'm-1', event: 'Tapped' };
const stored = async () => {
  const [only, ...others] = await intake.events();
  expect(others).toEqual([]);
  return only;
};

describe('the write key', () => {
  it.each([
    ['by Basic auth', basic(`${WRITE_KEY}:`), {}],
    ['by Basic auth without a colon', basic(WRITE_KEY), {}],
    ['by Basic auth with a password', basic(`${WRITE_KEY}:password`), {}],
    ['in the body', {}, { writeKey: WRITE_KEY }],
    ['in the body, beside an empty user name', basic(':'), { writeKey: WRITE_KEY }],
    ['in the body, beside a Bearer token', { authorization: 'Bearer abc' }, { writeKey: WRITE_KEY }],
  ])('is found %s', async (_, headers, body) => {
    expect((await intake.post('/v1/track', { ...event, ...body }, headers)).status).toBe(200);
    expect(await stored()).toMatchObject({ type: 'track', event: 'Tapped' });
  });

  it('is found in the first event of a batch', async () => {
    const batch = [{ ...event, type: 'track', writeKey: WRITE_KEY }];
    expect((await intake.post('/v1/b', { batch })).status).toBe(200);
    expect(await stored()).not.toHaveProperty('writeKey');
  });
});

describe('a body', () => {
  const body = JSON.stringify({ ...event, writeKey: WRITE_KEY });

  it.each([
    ['as text/plain', body, { 'content-type': 'text/plain' }],
    ['as application/json with a charset', body, { 'content-type': 'application/json; charset=utf-8' }],
    ['without a type', Buffer.from(body), {}],
    ['in gzip', gzipSync(body), { 'content-encoding': 'gzip', 'content-type': 'application/json' }],
    ['in gzip that no header tells', gzipSync(body), { 'content-type': 'text/plain' }],
  ])('is read %s', async (_, sent, headers) => {
    expect((await intake.post('/v1/track', sent, headers)).status).toBe(200);
    expect(await stored()).toMatchObject({ messageId: 'm-1' });
  });
});

describe('a path', () => {
  it.each([
    ['/v1/track', 'track'],
    ['/v1/page', 'page'],
    ['/v1/screen', 'screen'],
    ['/v1/identify', 'identify'],
    ['/v1/group', 'group'],
    ['/v1/alias', 'alias'],
    ['/v1/t', 'track'],
    ['/v1/p', 'page'],
    ['/v1/s', 'screen'],
    ['/v1/i', 'identify'],
    ['/v1/g', 'group'],
    ['/v1/a', 'alias'],
    ['/v1/track/', 'track'],
  ])('%s makes its event a %s call', async (path, type) => {
    expect((await intake.post(path, event, basic(WRITE_KEY))).status).toBe(200);
    expect(await stored()).toMatchObject({ type });
  });

  it.each(['/v1/batch', '/v1/import', '/v1/import/', '/v1/b'])('%s takes a batch', async (path) => {
    const body = { batch: [{ ...event, type: 'track' }] };
    expect((await intake.post(path, body, basic(WRITE_KEY))).status).toBe(200);
    expect(await stored()).toMatchObject({ type: 'track' });
  });

  it.each([
    ['JSON', (json: string) => encodeURIComponent(json)],
    ['Base64', (json: string) => encodeURIComponent(Buffer.from(json).toString('base64'))],
  ])('of a pixel takes an event as %s, and answers an image whatever happens', async (_, encode) => {
    const json = JSON.stringify({ ...event, writeKey: WRITE_KEY });
    for (const data of [encode(json), 'broken']) {
      const { status, headers } = await intake.get(`/v1/pixel/track?data=${data}`);
      expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'image/gif' });
    }
    expect(await stored()).toMatchObject({ type: 'track', context: { ip: '127.0.0.1' } });
  });
});

describe('what becomes of an event on the way', () => {
  const post = (path: string, body: object) => intake.post(path, body, basic(WRITE_KEY));
  const hour = 3_600_000;

  it('has its time corrected by the clock of its sender', async () => {
    const sentAt = new Date(Date.now() - hour).toISOString();
    const timestamp = new Date(Date.now() - hour - 5000).toISOString();
    await post('/v1/batch', { sentAt, batch: [{ ...event, type: 'track', timestamp }] });
    const { originalTimestamp, receivedAt, ...read } = (await stored()) ?? {};
    expect(originalTimestamp).toBe(timestamp);
    expect(read.sentAt).toBe(sentAt);
    const behind = Date.parse(String(receivedAt)) - Date.parse(String(read.timestamp));
    expect(behind).toBe(5000);
  });

  it('keeps the time of a sender whose clock is not known', async () => {
    const timestamp = '2020-01-01T00:00:00.000Z';
    await post('/v1/track', { ...event, timestamp });
    expect(await stored()).toMatchObject({ timestamp, originalTimestamp: timestamp });
  });

  it('gets the time of its arrival when it has none', async () => {
    await post('/v1/track', event);
    const read = await stored();
    expect(read?.timestamp).toBe(read?.receivedAt);
  });

  it('has the context of its batch under its own', async () => {
    const own = { library: { name: 'own' } };
    const context = { library: { name: 'of the batch' }, app: { name: 'A' } };
    const integrations = { All: true, Amplitude: false };
    await post('/v1/batch', { context, integrations, batch: [{ ...event, type: 'track', context: own }] });
    expect(await stored()).toMatchObject({
      context: { library: { name: 'own' }, app: { name: 'A' } },
      integrations,
    });
  });

  it.each([
    ['/v1/t', {}, '127.0.0.1'],
    ['/v1/t', { context: { ip: '0.0.0.0' } }, '0.0.0.0'],
    ['/v1/track', {}, undefined],
    ['/v1/track', { context: { direct: true } }, '127.0.0.1'],
  ])('on %s with %j has the address %s', async (path, rest, ip) => {
    await post(path, { ...event, ...rest });
    expect(((await stored())?.context as { ip?: string } | undefined)?.ip).toBe(ip);
  });

  it('gets a messageId when it has none, and numbers may be ids', async () => {
    await post('/v1/track', { event: 'Tapped', userId: 7, anonymousId: null });
    expect(await stored()).toMatchObject({
      userId: 7,
      messageId: expect.stringMatching(/^[\da-f-]{36}$/) as unknown,
    });
  });

  it('loses what clients write for the way alone', async () => {
    await post('/v1/t', { ...event, writeKey: WRITE_KEY, _metadata: { bundled: ['X'] } });
    const read = await stored();
    expect(read).not.toHaveProperty('writeKey');
    expect(read).not.toHaveProperty('_metadata');
  });
});

describe('pages', () => {
  it('get settings with which analytics.js calls nobody else', async () => {
    const { status, json } = await intake.get(`/v1/projects/${WRITE_KEY}/settings`);
    const { host } = new URL(intake.url);
    expect(status).toBe(200);
    expect(json).toEqual({
      integrations: {
        'Segment.io': {
          apiKey: WRITE_KEY,
          apiHost: `${host}/v1`,
          protocol: 'http',
          httpConfig: { rateLimitConfig: {}, backoffConfig: {} },
        },
      },
      metrics: { sampleRate: 0 },
    });
    expect((await intake.get('/v1/projects/nobody/settings')).status).toBe(404);
  });

  it('get analytics.js and its chunks, and no other file', async () => {
    const script = await intake.get(`/analytics.js/v1/${WRITE_KEY}/analytics.min.js`);
    expect(script.status).toBe(200);
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect(script.text.length).toBeGreaterThan(50_000);
    expect((await intake.get('/analytics-next/bundles/standalone.js')).status).toBe(200);
    expect((await intake.get('/analytics-next/bundles/..%2f..%2f..%2fpackage.json')).status).toBe(404);
  });
});

describe('operators', () => {
  it('see whether it lives, whether it takes events, and its figures', async () => {
    await intake.post('/v1/batch', { batch: [{ ...event, type: 'track' }, {}] }, basic(WRITE_KEY));
    expect((await intake.get('/healthz')).json).toEqual({ status: 'alive' });
    expect((await intake.get('/readyz')).json).toEqual({ status: 'ready' });
    const { text } = await intake.get('/metrics');
    expect(text).toContain('amplitude_actions_received_total{result="stored"} 1');
    expect(text).toContain('amplitude_actions_received_total{result="dead"} 1');
    expect(text).toContain('amplitude_actions_requests_total{status="200"} 1');
  });
});
