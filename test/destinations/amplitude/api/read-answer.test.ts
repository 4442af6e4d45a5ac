import { readAnswer, type RequestOutcome } from '../../../../src/destinations/amplitude/api/read-answer';
import type { Item } from '../../../../src/destinations/amplitude/api/item';
import { toRedactor } from '../../../../src/destinations/amplitude/api/redact';
import { API_KEY, toSettings } from '../../../send-events';

const redactor = toRedactor(toSettings());
const EVENTS: Item['object'][] = [
  { user_id: 'user-0', device_id: 'device-0' },
  { user_id: 'user-1', device_id: 'device-1' },
  { user_id: 'user-2', device_id: 'device-2' },
];

function read(status: number, body: unknown, endpoint: Item['endpoint'] = 'httpapi'): RequestOutcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const items = EVENTS.map((object) => ({ endpoint, object }));
  return readAnswer({ status, text }, endpoint, items, redactor);
}

/** Index → status of the events that a outcome names. */
function namedBy(outcome: RequestOutcome): Record<number, number> {
  if (outcome.kind !== 'named') throw new Error(`The outcome is ${outcome.kind}, not named.`);
  return Object.fromEntries([...outcome.outcomes].map(([index, { status }]) => [index, status]));
}

const SOME_QUOTA = { 'user-1': 500_200 };

describe(readAnswer, () => {
  it.each([
    ['200', 200, { code: 200, events_ingested: 3 }, 'delivered', 200],
    ['200 without a code', 200, { events_ingested: 3 }, 'delivered', 200],
    ['200 with an error of null', 200, { code: 200, error: null }, 'delivered', 200],
    ['a wrong key', 400, { code: 400, error: `Invalid API key: ${API_KEY}` }, 'stop', 401],
    ['a wrong key, in lower case', 400, { code: 400, error: 'invalid api_key' }, 'stop', 401],
    ['a wrong key, as text', 400, 'invalid api_key', 'stop', 401],
    ['401', 401, 'Unauthorized', 'stop', 401],
    [
      'a missing part of the request',
      400,
      { code: 400, error: 'Request missing required field', missing_field: 'api_key' },
      'stop',
      400,
    ],
    ['400 naming nobody', 400, { code: 400, error: 'Invalid JSON request body' }, 'unnamed', 400],
    [
      '400 naming an index that was not sent',
      400,
      { events_with_invalid_fields: { time: [3] } },
      'unnamed',
      400,
    ],
    ['400 with a missing_field of null', 400, { code: 400, missing_field: null }, 'unnamed', 400],
    ['a 400 of a proxy', 400, '<html>Bad Request</html>', 'unnamed', 400],
    ['403', 403, { code: 403, error: 'Forbidden' }, 'unnamed', 403],
    ['404', 404, 'Not Found', 'stop', 502],
    ['413', 413, { code: 413, error: 'Payload too large' }, 'too-large', 413],
    ['429 naming nobody', 429, { code: 429, error: 'Too many requests' }, 'stop', 429],
    ['408', 408, '', 'stop', 408],
    ['500', 500, '', 'stop', 500],
    ['501', 501, '', 'stop', 502],
    ['502 with a web page', 502, '<html></html>', 'stop', 502],
    ['503', 503, 'Service Unavailable', 'stop', 503],
    ['504', 504, '', 'stop', 504],
    ['an error inside a 200', 200, { code: 503, error: 'Busy' }, 'stop', 503],
  ] as const)('reads %s', (_title, status, body, kind, expected) => {
    expect(read(status, body)).toMatchObject({ kind, outcome: { status: expected } });
  });

  it.each([
    ['events_with_invalid_fields', 'time', 'whose time is invalid'],
    ['events_with_missing_fields', 'event_type', 'whose event_type is missing'],
    ['events_with_invalid_id_lengths', 'user_id', 'whose user_id is too short'],
  ])('names the events of %s, with the field and the reason', (key, field, fault) => {
    const outcome = read(400, { code: 400, error: 'Bad events', [key]: { [field]: [0, 2] } });
    expect(namedBy(outcome)).toEqual({ 0: 400, 2: 400 });
    expect(outcome).toMatchObject({
      outcomes: new Map([
        [0, expect.objectContaining({ message: `Amplitude refused the event, ${fault}: Bad events.` })],
        [2, expect.anything()],
      ]),
    });
  });

  it.each([
    ['silenced events', 400, { silenced_events: [1] }, { 1: 400 }],
    ['silenced devices', 400, { silenced_devices: ['device-2'] }, { 2: 400 }],
    [
      'silenced and throttled events of one answer',
      400,
      { silenced_events: [0], throttled_events: [1] },
      { 0: 400, 1: 429 },
    ],
    ['throttled events', 429, { throttled_events: [0, 2] }, { 0: 429, 2: 429 }],
    ['throttled users', 429, { throttled_users: { 'user-1': 32 } }, { 1: 429 }],
    ['throttled devices', 429, { throttled_devices: { 'device-0': 31 } }, { 0: 429 }],
    ['users over their daily quota', 429, { exceeded_daily_quota_users: SOME_QUOTA }, { 1: 429 }],
    ['devices over their daily quota', 429, { exceeded_daily_quota_devices: { 'device-2': 1 } }, { 2: 429 }],
  ])('names %s', (_title, status, body, expected) => {
    expect(namedBy(read(status, body))).toEqual(expected);
  });

  it('weighs a refusal more than a throttle, and a daily quota more than a rate', () => {
    const outcome = read(400, {
      events_with_invalid_fields: { time: [0] },
      exceeded_daily_quota_users: SOME_QUOTA,
      throttled_events: [0, 1],
    });
    expect(namedBy(outcome)).toEqual({ 0: 400, 1: 429 });
    const message = expect.stringContaining('daily quota') as string;
    expect(outcome).toMatchObject({
      outcomes: new Map([
        [0, expect.objectContaining({ status: 400 })],
        [1, expect.objectContaining({ message })],
      ]),
    });
  });

  it.each(['identify', 'groupidentify'] as const)(
    'takes %s for delivered only with "success"',
    (endpoint) => {
      expect(read(200, 'success', endpoint)).toMatchObject({ kind: 'delivered' });
      expect(read(200, 'success\n', endpoint)).toMatchObject({ kind: 'delivered' });
      expect(read(200, 'missing_event', endpoint)).toMatchObject({
        kind: 'unnamed',
        outcome: { status: 400 },
      });
      expect(read(200, 'invalid api_key', endpoint)).toMatchObject({
        kind: 'stop',
        outcome: { status: 401 },
      });
      expect(read(200, 'fine', endpoint)).toMatchObject({
        kind: 'stop',
        outcome: { status: 502, message: expect.stringContaining('with text that Amplitude') as string },
      });
    },
  );

  it('tells when Amplitude took fewer events than it was sent', () => {
    expect(read(200, { code: 200, events_ingested: 2 })).toMatchObject({
      outcome: { notice: { name: 'ingested_less', text: 'Amplitude answered 200 but took 2 of 3 events.' } },
    });
    expect(read(200, { code: 200 })).not.toHaveProperty('outcome.notice');
  });

  it('leaves the body out when nothing came back', () => {
    const silent = { status: 503, text: 'The connection to Amplitude failed.', isLocal: true } as const;
    const outcome = readAnswer(silent, 'httpapi', [], redactor);
    expect(outcome).toMatchObject({ kind: 'stop', outcome: { status: 503 } });
    expect(outcome).not.toHaveProperty('outcome.body');
  });

  it.each([
    [400, { error: `Invalid API key: ${API_KEY}` }],
    [400, { error: `Bad request: {"api_key":"${API_KEY}"}` }],
    [400, { error: `Invalid API key: "${API_KEY.slice(0, 8)}"` }],
    [400, { missing_field: API_KEY, error: API_KEY }],
    [400, { error: 'Bad', events_with_invalid_fields: { [API_KEY]: [0] } }],
    [200, `missing_event api_key=${API_KEY}`],
    [500, `${'x'.repeat(190)}${API_KEY}`],
  ])('keeps the key out of what it says of a %i with %j', (status, body) => {
    const outcome = read(status, body, 'identify');
    const outcomes = outcome.kind === 'named' ? [...outcome.outcomes.values()] : [outcome.outcome];
    expect(JSON.stringify(outcomes)).not.toContain(API_KEY.slice(0, 8));
  });
});
