import { gzipSync } from 'node:zlib';
import { Analytics } from '@segment/analytics-node';
import { Analytics as Analytics2 } from 'analytics-node-2';
import { WRITE_KEY, basic, startIntake, type RunningIntake } from '../start-intake';

let intake: RunningIntake;
beforeEach(async () => {
  intake = await startIntake();
});
afterEach(() => intake.close());

const track = (n = 1, rest: object = {}) => ({
  type: 'track',
  event: 'Tapped',
  userId: 'user-1',
  messageId: `m-${n}`,
  ...rest,
});
const batch = (...events: unknown[]) => ({ writeKey: WRITE_KEY, batch: events });

describe('the answers of the intake', () => {
  it('are 200 with success once everything is stored, repeated events included', async () => {
    const first = await intake.post('/v1/batch', batch(track(1), track(2), track(2)));
    const again = await intake.post('/v1/batch', batch(track(1), track(2)));
    for (const { status, json, headers } of [first, again]) {
      expect(status).toBe(200);
      expect(json).toEqual({ success: true });
      expect(headers.get('content-type')).toMatch(/^application\/json/);
    }
    expect((await intake.events()).map(({ messageId }) => messageId)).toEqual(['m-1', 'm-2']);
  });

  it.each([
    ['no id', { userId: undefined }, 'no_user_anon_id'],
    ['an id that is an object', { userId: { id: 1 } }, 'id_not_string'],
    ['an unknown type', { type: 'trak' }, 'unknown_type'],
    ['no name', { event: undefined }, 'event_not_defined'],
    ['a name that is no text', { event: 5 }, 'event_not_string'],
    ['properties that are a list', { properties: [] }, 'properties_not_object'],
    ['traits that are text', { type: 'identify', traits: 'x' }, 'traits_not_object'],
    ['a page name that is a number', { type: 'page', name: 5 }, 'name_not_string'],
  ])(
    'are 200 when one event has %s: it becomes a dead letter, the others are kept',
    async (_, wrong, code) => {
      const bad = track(2, wrong);
      const { status } = await intake.post('/v1/batch', batch(track(1), bad, track(3)));
      expect(status).toBe(200);
      expect((await intake.events()).map(({ messageId }) => messageId)).toEqual(['m-1', 'm-3']);
      const [letter] = await intake.dead();
      expect(letter?.reason).toMatch(new RegExp(`^${code}: `));
      expect(letter?.event).toMatchObject(JSON.parse(JSON.stringify(bad)) as object);
    },
  );

  it('are 200 when all events are bad, or none is there', async () => {
    expect((await intake.post('/v1/batch', batch(null, 'x', 5))).status).toBe(200);
    expect((await intake.post('/v1/batch', batch())).status).toBe(200);
    expect((await intake.post('/v1/track', { writeKey: WRITE_KEY })).status).toBe(200);
    expect(await intake.dead()).toHaveLength(4);
  });

  it.each([
    ['no JSON', '{"batch":'],
    ['no object', '[]'],
    ['nothing', ''],
    ['a batch that is no list', JSON.stringify({ writeKey: WRITE_KEY, batch: {} })],
    ['broken gzip', gzipSync('{}').subarray(0, 12)],
  ])('are 400 with code and message for a body that is %s', async (_, body) => {
    const { status, json } = await intake.post('/v1/batch', body);
    expect(status).toBe(400);
    expect(json).toEqual({ success: false, code: 'bad_json', message: expect.any(String) as unknown });
  });

  it.each([
    ['a large body', Buffer.alloc(4 * 1024 * 1024 + 1, ' ')],
    ['a small body that decompresses to a large one', gzipSync(Buffer.alloc(8 * 1024 * 1024, ' '))],
  ])('are 400 for %s, and not 413', async (_, body) => {
    const { status, json } = await intake.post('/v1/batch', body);
    expect({ status, code: json.code }).toEqual({ status: 400, code: 'payload_too_large' });
  });

  it('are 200 for an event of 100 KB, which clients let out', async () => {
    const large = track(1, { properties: { text: 'x'.repeat(100_000) } });
    expect((await intake.post('/v1/batch', batch(large))).status).toBe(200);
    expect(await intake.events()).toHaveLength(1);
  });

  it.each([
    ['no write key', { batch: [track()] }, 'no_write_key'],
    ['an unknown write key', { writeKey: 'nobody', batch: [track()] }, 'unknown_write_key'],
  ])('are 401 for %s', async (_, body, code) => {
    const { status, json } = await intake.post('/v1/batch', body);
    expect({ status, code: json.code }).toEqual({ status: 401, code });
    expect(await intake.events()).toEqual([]);
  });

  it.each(['/v1/trak', '/', '/v2/batch', '/v1/batch/x'])(
    'are 404 as JSON for %s, never a redirect',
    async (path) => {
      const { status, json } = await intake.post(path, {});
      expect({ status, code: json.code }).toEqual({ status: 404, code: 'not_found' });
    },
  );

  it('are 405 as JSON for a wrong method', async () => {
    const { status, json } = await intake.get('/v1/b');
    expect({ status, code: json.code }).toEqual({ status: 405, code: 'method_not_allowed' });
  });

  it('are 200 for what analytics.js counts of itself, which is thrown away', async () => {
    expect((await intake.post('/v1/m', '{"series":[]}')).status).toBe(200);
  });

  it('let any page send: preflights, origins and the headers of a refusal', async () => {
    const preflight = await fetch(`${intake.url}/v1/t`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-retry-count',
      },
    });
    expect(preflight.status).toBe(204);
    const headers = ['allow-origin', 'allow-headers', 'allow-methods', 'max-age'].map((name) =>
      preflight.headers.get(`access-control-${name}`),
    );
    expect(headers).toEqual([
      'https://shop.example',
      'authorization,x-retry-count',
      'GET, POST, OPTIONS',
      '7200',
    ]);
    const refused = await intake.post('/v1/t', {}, { origin: 'https://shop.example' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(refused.headers.get('access-control-expose-headers')).toBe('Retry-After, X-RateLimit-Reset');
  });

  it('log no key, and no body that holds one', async () => {
    await intake.post('/v1/batch', { writeKey: 'secret-of-somebody', batch: [track()] });
    await intake.post('/v1/batch', batch(track(1, { userId: {} })), basic(WRITE_KEY));
    await intake.post('/v1/batch', '{"writeKey":"secret-of-somebody"');
    expect(intake.logs()).toContain('unknown_write_key');
    expect(intake.logs()).not.toMatch(new RegExp(`secret-of-somebody|${WRITE_KEY}`));
  });
});

describe('a queue that takes nothing', () => {
  it.each([
    ['is full', { maxBytes: 10 }, 'queue_full'],
    ['has no disk', { minFreeBytes: Number.MAX_SAFE_INTEGER }, 'queue_unavailable'],
  ])('%s: the request waits, then 429 in whole seconds, and nothing is stored', async (_, options, code) => {
    const full = await startIntake(options);
    const { status, json, headers } = await full.post('/v1/batch', batch(track()));
    expect({ status, code: json.code, success: json.success }).toEqual({ status: 429, code, success: false });
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    expect(headers.get('x-ratelimit-reset')).toBe(headers.get('retry-after'));
    expect(await full.events()).toEqual([]);
    await full.close();
  });

  it.each([
    ['2', Analytics2],
    ['3', Analytics],
  ])(
    'costs version %s of the client for Node.js nothing when it has room again in time',
    async (_, Client) => {
      const full = await startIntake({ maxBytes: 2000 });
      await full.post('/v1/batch', batch(track(1, { properties: { text: 'x'.repeat(1600) } })));
      const analytics = new Client({ writeKey: WRITE_KEY, host: full.url });
      analytics.track({ userId: 'user-1', event: 'Held', properties: { text: 'x'.repeat(1000) } });
      const flushed = analytics.closeAndFlush();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect((await full.events()).map(({ event }) => event)).toEqual(['Tapped']);
      await flushed;
      expect((await full.events()).map(({ event }) => event)).toEqual(['Held']);
      await full.close();
    },
  );
});
