import { Analytics } from '@segment/analytics-node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createService } from '../../examples/http-service';
import { startServer } from '../runtime/transport/local-servers';

const KEYS = [
  '3e35f43dd9890521ec46628db3bfc6f3',
  'ec46628db3bfc6f3f9c9b9e8652ea45a',
  'a377f299cea9192e624d216818c85bed',
] as const;
const settingsOf = (apiKey: string) => ({ apiKey });

describe(createService, () => {
  /** Sends one event with the library, as a program of that customer would. */
  async function track(host: string, writeKey: string, userId: string): Promise<void> {
    const analytics = new Analytics({ writeKey, host });
    analytics.track({ userId, event: 'Song Played' });
    await analytics.closeAndFlush();
  }

  it('hands what the library of each of three customers sends to the Amplitude project of that customer', async () => {
    const bodies: unknown[] = [];
    const amplitude = await startServer((request, response) => {
      request.once('data', (chunk: Buffer) => bodies.push(JSON.parse(chunk.toString())));
      request.once('end', () => response.end('{"code":200,"events_ingested":1}'));
    });
    const [first, second, third] = KEYS;
    const customers = { radio: settingsOf(first), news: settingsOf(second), shop: settingsOf(third) };
    const service = createService(customers, amplitude.url);
    const host = await service.listen({ host: '127.0.0.1', port: 0 });
    for (const writeKey of Object.keys(customers)) await track(host, writeKey, `user-of-${writeKey}`);
    expect(bodies).toMatchObject(
      ['radio', 'news', 'shop'].map((writeKey, index) => ({
        api_key: KEYS[index],
        events: [{ event_type: 'Song Played', user_id: `user-of-${writeKey}` }],
      })),
    );
    await service.close();
    await amplitude.close();
  });

  /** What the service answers to a batch of one event, as a library posts it. */
  async function post(service: ReturnType<typeof createService>, writeKey: string): Promise<number> {
    const host = await service.listen({ host: '127.0.0.1', port: 0 });
    const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
    const { status } = await fetch(`${host}/v1/batch`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ batch: [{ type: 'track', event: 'Song Played', userId: 'user-10001' }] }),
    });
    await service.close();
    return status;
  }

  it('refuses a write key that it does not know', async () => {
    expect(await post(createService({}), 'radio')).toBe(401);
  });

  it('asks for the batch again while Amplitude cannot be reached', async () => {
    const nobody = await startServer(() => undefined);
    await nobody.close();
    expect(await post(createService({ radio: settingsOf(KEYS[0]) }, nobody.url), 'radio')).toBe(503);
  });

  it('is no longer than 25 lines', () => {
    const code = readFileSync(join(__dirname, '../../examples/http-service.ts'), 'utf8');
    expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
  });
});
