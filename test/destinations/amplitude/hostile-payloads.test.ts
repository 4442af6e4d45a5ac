import { createServer, type Server } from 'node:http';
import {
  createRequestClient,
  type JSONLikeObject,
  type Logger,
  type RequestClient,
} from '@segment/actions-core';
import { createAmplitudeDestination } from '../../../src';
import { API_KEY, CLOUD_ACTIONS, SECRET_KEY, toSettings, type CloudAction } from '../../send-events';
import { hostilePayloads, type HostilePayload } from '../../hostile-payloads';

/** All 26,000 and more with HOSTILE=all; else every 17th. */
const STEP = process.env.HOSTILE === 'all' ? 1 : 17;
const TOGETHER = 50;

const all = [...hostilePayloads()];
const chosen = all.filter((_, index) => index % STEP === 0);

/** Answers as an Amplitude that takes everything. */
let server: Server;
let baseUrl: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      const isJson = request.url?.includes('identify') !== true;
      response.end(isJson ? '{"code":200,"events_ingested":1}' : 'success');
    });
  });
  // A busy machine must not lose a connection that is about to be used again.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  baseUrl = `http://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

type Batch = (
  request: RequestClient,
  input: object,
) => Promise<{ getAllResponses(): { value(): JSONLikeObject }[] }>;

/** The answers for these payloads, and all that the host was told. */
async function sendAll(action: CloudAction, payloads: HostilePayload[]) {
  const told: unknown[] = [];
  const tell = (...words: unknown[]) => void told.push(words);
  const logger = { debug: tell, info: tell, warn: tell, error: tell } as Partial<Logger>;
  const definition = createAmplitudeDestination({ baseUrl }).actions[action];
  const performBatch = definition?.performBatch as Batch | undefined;
  const payload = payloads.map(({ make }) => make());
  const input = { payload, settings: toSettings(), logger };
  const answers = (await performBatch?.(createRequestClient(), input))?.getAllResponses() ?? [];
  return { answers: answers.map((answer) => answer.value()), told: JSON.stringify(told) };
}

it('there are 26,000 of them', () => {
  expect(all.length).toBeGreaterThanOrEqual(26_000);
});

describe.each(CLOUD_ACTIONS)('hostile payloads into %s', (action) => {
  it('get one answer each, cost no other event, change no prototype and give away no key', async () => {
    const own = chosen.filter((payload) => payload.action === action);
    const prototype = Object.getOwnPropertyNames(Object.prototype);
    const statuses = new Set<unknown>();
    for (let start = 0; start < own.length; start += TOGETHER) {
      const some = own.slice(start, start + TOGETHER);
      const { answers, told } = await sendAll(action, some);
      expect(answers).toHaveLength(some.length);
      for (const { status } of answers) statuses.add(status);
      const messages = answers.map(({ errormessage = '' }) => errormessage);
      expect(told + JSON.stringify(messages)).not.toMatch(new RegExp(`${API_KEY}|${SECRET_KEY}`));
    }
    // Taken, refused by us, or too large to be sent.
    expect([...statuses].filter((status) => ![200, 400, 413].includes(Number(status)))).toEqual([]);
    expect(statuses.size).toBeGreaterThanOrEqual(2);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototype);
    expect({}).not.toHaveProperty('polluted');
  });
});
