import { PayloadValidationError } from '@segment/actions-core';
import { deliverPayloads, type Mapped } from '../../../../src/destinations/amplitude/api/deliver-payloads';
import type { IngestionEndpoint } from '../../../../src/destinations/amplitude/api/endpoints';
import type { DeliveryHost } from '../../../../src/destinations/amplitude/api/item-sender';
import type { Answer, HttpRequest } from '../../../../src/destinations/amplitude/api/transport';
import type { Region } from '../../../../src/destinations/amplitude/api/regions';
import { toSettings } from '../../../send-events';

const SUCCESS = JSON.stringify({ code: 200 });

/** A host whose server gives these answers, one after the other; the last one again and again. */
function toHost(answers: [status: number, body: object][], settings = {}) {
  const requests: HttpRequest[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const host: DeliveryHost = {
    settings: toSettings(settings),
    options: {},
    transport: (request, { signal } = {}): Promise<Answer> => {
      const [status, body] = answers[Math.min(requests.length, answers.length - 1)] ?? [200, { code: 200 }];
      requests.push(request);
      signals.push(signal);
      return Promise.resolve({ status, text: JSON.stringify(body) });
    },
  };
  return { host, requests, signals };
}

const toItems = (user: string): Mapped => ({
  items: [{ endpoint: 'httpapi', object: { user_id: user, event_type: 'Opened' } }],
  notices: user === 'odd' ? [{ name: 'id_dropped', text: 'Left device_id out.' }] : [],
});

describe(deliverPayloads, () => {
  it('needs nothing but a transport, and answers each payload with its own notices', async () => {
    const { host, requests } = toHost([[200, { code: 200 }]]);
    const delivered = await deliverPayloads(['user-1', 'odd'], toItems, host);
    expect(delivered).toMatchObject([
      { answer: { status: 200 }, notices: [] },
      { answer: { status: 200 }, notices: [{ name: 'id_dropped' }] },
    ]);
    expect(requests).toMatchObject([{ method: 'POST', url: 'https://api2.amplitude.com/2/httpapi' }]);
  });

  it('refuses a payload that cannot be mapped, and delivers the others', async () => {
    const { host, requests } = toHost([[200, { code: 200 }]]);
    const refuse = (user: string): Mapped => {
      if (user === 'bad') throw new PayloadValidationError('No id.');
      return toItems(user);
    };
    const delivered = await deliverPayloads(['bad', 'user-1'], refuse, host);
    expect(delivered.map(({ answer }) => answer.status)).toEqual([400, 200]);
    expect(requests).toHaveLength(1);
  });

  it('puts what is known about a request only at each of its payloads, as one notice', async () => {
    const { host } = toHost([[200, { code: 200, events_ingested: 1 }]]);
    const [first, second] = await deliverPayloads(['user-1', 'user-2'], toItems, host);
    expect(first?.notices).toMatchObject([{ name: 'ingested_less' }]);
    expect(second?.notices[0]).toBe(first?.notices[0]);
  });

  it('hands the signal of the host to the transport', async () => {
    const { host, signals } = toHost([[200, { code: 200 }]]);
    const { signal } = new AbortController();
    await deliverPayloads(['user-1'], toItems, { ...host, signal });
    expect(signals).toEqual([signal]);
  });

  it('answers 400 for each payload of a region that does not exist, and sends nothing', async () => {
    const { host, requests } = toHost([[200, { code: 200 }]], { endpoint: 'asia' as Region });
    const delivered = await deliverPayloads(['user-1', 'user-2'], toItems, host);
    const errormessage = 'The setting "endpoint" must be "north_america" or "europe", not "asia".';
    expect(delivered.map(({ answer }) => answer)).toEqual([
      { status: 400, errormessage },
      { status: 400, errormessage },
    ]);
    expect(requests).toEqual([]);
  });

  it.each([
    ['over its rate', { throttled_users: { 'user-1': 31 } }, 'rate'],
    ['over its daily quota', { exceeded_daily_quota_users: { 'user-1': 500_001 } }, 'daily-quota'],
  ])('tells a 429 about an id that is %s from the answers of others', async (_title, lists, throttle) => {
    const { host } = toHost([
      [429, { code: 429, error: 'Too many requests', ...lists }],
      [200, { code: 200 }],
    ]);
    const [named, other] = await deliverPayloads(['user-1', 'user-2'], toItems, host);
    expect(named).toMatchObject({ answer: { status: 429 }, throttle });
    expect(other).toMatchObject({ answer: { status: 200 } });
    expect(other).not.toHaveProperty('throttle');
  });

  it.each([
    ['names nobody', {}],
    ['names only users of other requests', { throttled_users: { 'user-9': 31 } }],
  ])('takes a 429 that %s for one about the project', async (_title, lists) => {
    const { host, requests } = toHost([[429, { code: 429, error: 'Too many requests', ...lists }]]);
    const delivered = await deliverPayloads(['user-1', 'user-2'], toItems, host);
    expect(delivered.map(({ answer }) => answer.status)).toEqual([429, 429]);
    for (const payload of delivered) expect(payload).not.toHaveProperty('throttle');
    expect(requests).toHaveLength(1);
  });

  it.each<[IngestionEndpoint, string]>([
    ['identify', 'success'],
    ['usermap', SUCCESS],
  ])('decides on the answer of %s as it came, whatever the keys are', async (endpoint, text) => {
    const settings = toSettings({ apiKey: 'success', secretKey: '"code":200' });
    const host: DeliveryHost = {
      settings,
      options: {},
      transport: () => Promise.resolve({ status: 200, text }),
    };
    const toOwn = (user: string): Mapped => ({
      items: [{ endpoint, object: { user_id: user } }],
      notices: [],
    });
    const [delivered] = await deliverPayloads(['user-1'], toOwn, host);
    expect(delivered?.answer.status).toBe(200);
  });
});
