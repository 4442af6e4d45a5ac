import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Destination, type SegmentEvent } from '@segment/actions-core';
import { createAmplitudeDestination } from '../../../../src';
import { createRuntime } from '../../../../src/runtime';
import type { Endpoint } from '../../../../src/destinations/amplitude/api/endpoints';
import { isRetryable } from '../../../../src/destinations/amplitude/api/outcome';
import { successOf } from '../../../answer-as-amplitude';
import { defaultMapping, toSettings, type CloudAction } from '../../../send-events';
import { ODD_ANSWERS, type OddAnswer } from './odd-answers';

const PATHS: Record<Endpoint, string> = {
  httpapi: '/2/httpapi',
  batch: '/batch',
  identify: '/identify',
  groupidentify: '/groupidentify',
  usermap: '/usermap',
  deletions: '/api/2/deletions/users',
  usersearch: '/api/2/usersearch',
};
const WORDS: Partial<Record<Endpoint, object>> = {
  deletions: [{ day: '2026-06-28', status: 'staging' }],
  usersearch: { type: 'nomatch', matches: [] },
};
const INGESTION: [Endpoint, CloudAction, object][] = [
  ['httpapi', 'logEvent', {}],
  ['batch', 'logEvent', { use_batch_endpoint: true }],
  ['identify', 'identifyUser', {}],
  ['groupidentify', 'groupIdentifyUser', { group_type: 'company', group_value: 'Acme' }],
  ['usermap', 'mapUser', {}],
];

function toSuccess(endpoint: Endpoint): string {
  const words = WORDS[endpoint] ?? successOf(endpoint);
  return typeof words === 'string' ? words : JSON.stringify(words);
}

let elsewhereRequests = 0;
/** What answers at an endpoint; the others answer as Amplitude does. */
let odd: { endpoint: Endpoint; answer: OddAnswer };
const elsewhere = createServer((_request, response) => {
  elsewhereRequests += 1;
  response.end('success');
});
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const path = (request.url ?? '').split('?')[0];
    const endpoint = (Object.keys(PATHS) as Endpoint[]).find((key) => PATHS[key] === path) ?? 'httpapi';
    const context = { success: toSuccess(endpoint), elsewhere: addressOf(elsewhere) };
    if (endpoint === odd.endpoint) odd.answer(response, context, request);
    else response.end(context.success);
  });
});

function addressOf(started: Server): string {
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

beforeAll(async () => {
  for (const each of [server, elsewhere]) {
    await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
  }
});
beforeEach(() => (elsewhereRequests = 0));
afterEach(() => {
  if (elsewhereRequests > 0) throw new Error('A request followed a redirect.');
});
afterAll(() => {
  for (const each of [server, elsewhere]) {
    each.closeAllConnections();
    each.close();
  }
});

const events = [1, 2].map((n): SegmentEvent => ({
  type: 'track',
  messageId: `message-${n}`,
  userId: `user-1000${n}`,
  previousId: `user-2000${n}`,
  event: 'Song Played',
  traits: { plan: 'pro' },
}));
const answers = Object.entries(ODD_ANSWERS);
const toDestination = () => new Destination(createAmplitudeDestination({ baseUrl: addressOf(server) }));

describe.each(INGESTION)('where %s should be', (endpoint, action, mapping) => {
  let destination: ReturnType<typeof toDestination>;
  beforeAll(() => (destination = toDestination()));
  const subscription = {
    subscribe: 'type = "track"',
    partnerAction: action,
    mapping: { ...defaultMapping(action), ...mapping },
  };
  const send = async (answer: OddAnswer) => {
    odd = { endpoint, answer };
    const [result] = await destination.onBatch(events, { ...toSettings(), subscription });
    return result?.multistatus ?? [];
  };

  it('delivers what Amplitude says is delivered', async () => {
    const sent = await send((response, { success }) => response.end(success));
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
  });

  it.each(answers)('asks for another try after %s', async (_title, answer) => {
    const sent = await send(answer);
    expect(sent).toHaveLength(2);
    for (const { status } of sent) expect([status, isRetryable(status)]).toEqual([status, true]);
  });
});

describe('where httpapi should be, asked by the runtime', () => {
  let runtime: ReturnType<typeof createRuntime>;
  beforeAll(() => (runtime = createRuntime({ settings: toSettings(), baseUrl: addressOf(server) })));

  it.each(answers)('asks for another try after %s', async (_title, answer) => {
    odd = { endpoint: 'httpapi', answer };
    const delivered = await runtime.deliver(events);
    expect(delivered.map(({ outcome }) => outcome)).toEqual(['retry', 'retry']);
  });
});

describe('where the deletions should be', () => {
  const deleteUser = (answer: OddAnswer) => {
    odd = { endpoint: 'deletions', answer };
    return toDestination().onDelete?.({ type: 'delete', userId: 'user-10001' }, toSettings());
  };

  it('returns the job that Amplitude made', async () => {
    const job = await deleteUser((response, { success }) => response.end(success));
    expect(job).toEqual(WORDS.deletions);
  });

  it.each(answers)('asks for another try after %s', async (_title, answer) => {
    const error: unknown = await deleteUser(answer)?.then(undefined, (reason: unknown) => reason);
    const { status } = error as { status: number };
    expect([status, isRetryable(status)]).toEqual([status, true]);
  });
});

describe('where the user search should be', () => {
  const testKeys = (answer: OddAnswer) => {
    odd = { endpoint: 'usersearch', answer };
    return toDestination().testAuthentication(toSettings());
  };

  it('believes what Amplitude says', async () => {
    await expect(testKeys((response, { success }) => response.end(success))).resolves.toBeUndefined();
  });

  it.each(answers)('does not believe %s', async (_title, answer) => {
    await expect(testKeys(answer)).rejects.toThrow(/./);
  });
});
