import { join } from 'node:path';
import nock from 'nock';
import { sendBatch, sendEvent, type CloudAction } from '../../send-events';
import { expectNoRealRequests } from '../../answer-as-amplitude';

expectNoRealRequests();

const FIXTURES = join(__dirname, '../../fixtures/http/errors');
const EVENTS = [0, 1, 2].map((number) => ({
  messageId: `message-${number}`,
  userId: `user-1000${number}`,
  anonymousId: `device-${number}`,
  event: 'Song Played',
  traits: { plan: 'pro' },
}));
const BUSY = 'Too many requests for some devices and users.';

/** Each recorded answer: what a batch of three events gets, and what the event in the middle is told. */
const ROWS: [recording: string, statuses: number[], message: string, action?: CloudAction][] = [
  ['invalid-api-key', [401, 401, 401], 'Amplitude refused the credentials: Invalid API key.'],
  [
    'missing-field',
    [400, 400, 400],
    'Amplitude refused the request, which lacks api_key: Request missing required field.',
  ],
  [
    'invalid-fields',
    [200, 400, 200],
    'Amplitude refused the event, whose time is invalid: Invalid field values on some events.',
  ],
  [
    'missing-fields',
    [200, 400, 200],
    'Amplitude refused the event, whose event_type is missing: Request missing required field.',
  ],
  [
    'invalid-id-lengths',
    [200, 400, 200],
    'Amplitude refused the event, whose user_id is too short: Invalid id length for user_id or device_id.',
  ],
  [
    'silenced',
    [200, 400, 429],
    'Amplitude has silenced the device of the event: Events silenced for device_id.',
  ],
  ['payload-too-large', [200, 200, 200], ''],
  ['throttled', [200, 429, 200], `Amplitude throttles the user or device of the event: ${BUSY}`],
  ['daily-quota', [200, 429, 200], `The user or device is over Amplitude's daily quota: ${BUSY}`],
  ['project-throttled', [429, 429, 429], 'Amplitude did not take the request: Too many requests.'],
  ['request-timeout', [408, 408, 408], 'Amplitude did not take the request: status 408.'],
  ['internal-error', [500, 500, 500], 'Amplitude did not take the request: status 500.'],
  ['bad-gateway', [502, 502, 502], 'Amplitude did not take the request: status 502.'],
  ['service-unavailable', [503, 503, 503], 'Amplitude did not take the request: Service unavailable.'],
  ['gateway-timeout', [504, 504, 504], 'Amplitude did not take the request: upstream request timeout.'],
  [
    'identify-not-success',
    [502, 502, 502],
    "Something other than Amplitude's identify endpoint answered: status 200 with a web page. Check the address, and any proxy on the way.",
    'identifyUser',
  ],
  [
    'identify-invalid-key',
    [401, 401, 401],
    'Amplitude refused the credentials: invalid api_key.',
    'identifyUser',
  ],
];

function play(recording: string): nock.Scope[] {
  return nock.load(join(FIXTURES, `${recording}.json`));
}

const isDone = (scopes: nock.Scope[]) => scopes.every((scope) => scope.isDone());

describe('performBatch', () => {
  it.each(ROWS)('after %s answers %p', async (recording, statuses, message, action = 'logEvent') => {
    const scopes = play(recording);
    const answers = await sendBatch(action, EVENTS, {});
    expect(answers.map(({ status }) => status)).toEqual(statuses);
    expect(answers[1]).toMatchObject(message === '' ? { status: 200 } : { errormessage: message });
    expect(isDone(scopes)).toBe(true);
  });

  it.each([
    ['unnamed', 400, 'Amplitude refused the request: Invalid event JSON.', 'logEvent'],
    ['forbidden', 403, 'Amplitude refused the request: Forbidden.', 'logEvent'],
    ['not-json', 400, 'Amplitude refused the request: status 400.', 'logEvent'],
    ['identify-missing-event', 400, 'Amplitude refused the request: missing_event.', 'identifyUser'],
  ] as const)(
    'after %s finds the bad event and delivers the others',
    async (recording, status, message, action) => {
      const scopes = play(recording);
      const answers = await sendBatch(action, EVENTS, {});
      const refused = answers.filter((answer) => answer.status !== 200);
      expect(refused).toMatchObject([{ status, errormessage: message }]);
      expect(isDone(scopes)).toBe(true);
    },
  );

  it('says what was sent and what Amplitude answered of each event it refused', async () => {
    play('invalid-fields');
    const [, answer] = await sendBatch('logEvent', EVENTS);
    expect(answer).toMatchObject({
      sent: { events: [{ user_id: 'user-10001', device_id: 'device-1', event_type: 'Song Played' }] },
      body: { code: 400, events_with_invalid_fields: { time: [1] } },
      errorreporter: 'DESTINATION',
    });
  });

  it.each([
    [
      'ECONNRESET',
      503,
      'Amplitude did not take the request: The connection to Amplitude failed (ECONNRESET).',
    ],
    ['ETIMEDOUT', 408, 'Amplitude did not take the request: Amplitude did not answer within 30 seconds.'],
  ])('after %s answers %i for all', async (code, status, errormessage) => {
    nock('https://api2.amplitude.com')
      .post('/2/httpapi')
      .replyWithError(Object.assign(new Error('broken'), { code }));
    const answers = await sendBatch('logEvent', EVENTS);
    expect(answers).toMatchObject([0, 1, 2].map(() => ({ status, errormessage })));
  });
});

describe('perform', () => {
  it.each([
    ['invalid-api-key', 'InvalidAuthenticationError', 401],
    ['missing-field', 'APIError', 400],
    ['project-throttled', 'RetryableError', 429],
    ['request-timeout', 'RetryableError', 408],
    ['internal-error', 'RetryableError', 500],
    ['bad-gateway', 'RetryableError', 502],
    ['service-unavailable', 'RetryableError', 503],
    ['gateway-timeout', 'RetryableError', 504],
  ])('after %s throws %s with the status %i and the reason of Amplitude', async (recording, name, status) => {
    play(recording);
    const row = ROWS.find(([each]) => each === recording);
    await expect(sendEvent('logEvent', EVENTS[0] ?? {})).rejects.toMatchObject({
      name,
      status,
      message: row?.[2],
    });
  });

  it.each([
    [400, { code: 400, error: 'Invalid event JSON' }, 'Amplitude refused the request: Invalid event JSON.'],
    [403, { code: 403, error: 'Forbidden' }, 'Amplitude refused the request: Forbidden.'],
    [413, { code: 413, error: 'Payload too large' }, 'Amplitude refused the request: Payload too large.'],
  ])('throws a final error after a %i, with one request', async (status, body, message) => {
    nock('https://api2.amplitude.com').post('/2/httpapi').reply(status, body);
    await expect(sendEvent('logEvent', EVENTS[0] ?? {})).rejects.toMatchObject({
      name: 'APIError',
      status,
      message,
    });
  });
});

it('tells the host when Amplitude took fewer events than it was sent', async () => {
  play('fewer-ingested');
  const warnings: string[] = [];
  const counted: unknown[] = [];
  const answers = await sendBatch('logEvent', EVENTS, {
    logger: { warn: (text: string) => warnings.push(text) },
    statsContext: { statsClient: { incr: (...call: unknown[]) => counted.push(call) }, tags: [] },
  });
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(warnings).toEqual(['Amplitude answered 200 but took 2 of 3 events.']);
  expect(counted).toEqual([['amplitude.ingested_less', 1, ['partnerAction:logEvent']]]);
});
