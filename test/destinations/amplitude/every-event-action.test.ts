import {
  EVENT_ACTIONS,
  REGIONS,
  sendBatch,
  sendEvent,
  type CloudAction,
  type EventInput,
  type Sending,
  API_KEY,
} from '../../send-events';
import { answerAsAmplitude, expectNoRealRequests } from '../../answer-as-amplitude';
import { completeAmplitudeEvent, completeEvent, insertIdOf } from '../../segment-events';

expectNoRealRequests();

const entries = {
  perform: async (action: CloudAction, event: EventInput, sending?: Sending) => {
    await sendEvent(action, event, sending);
  },
  performBatch: async (action: CloudAction, event: EventInput, sending?: Sending) => {
    const [answer] = await sendBatch(action, [event], sending);
    expect(answer).toMatchObject({ status: 200 });
  },
};
const cases = EVENT_ACTIONS.flatMap((action) =>
  REGIONS.flatMap((region) =>
    (['perform', 'performBatch'] as const).map((entry) => ({ action, entry, region })),
  ),
);

describe.each(cases)('$action, $entry, $region', ({ action, entry, region }) => {
  const send = (event: EventInput, { settings, ...sending }: Sending = {}) =>
    entries[entry](action, event, { ...sending, settings: { endpoint: region, ...settings } });
  /** The one event that a message becomes on the wire. */
  const sendAndRead = async (event: EventInput, sending?: Sending) => {
    const received = answerAsAmplitude('httpapi', region);
    await send(event, sending);
    const { events } = received[0]?.body as { events: Record<string, unknown>[] };
    expect(events).toHaveLength(1);
    return events[0] ?? {};
  };

  it('sends everything that the default mapping reads, and nothing else', async () => {
    const received = answerAsAmplitude('httpapi', region);
    await send(completeEvent);
    expect(received).toHaveLength(1);
    expect(received[0]?.body).toEqual({ api_key: API_KEY, events: [completeAmplitudeEvent] });
    expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('sends to the batch endpoint when told to', async () => {
    const received = answerAsAmplitude('batch', region);
    await send(completeEvent, { mapping: { use_batch_endpoint: true } });
    expect(received[0]?.body).toEqual({ api_key: API_KEY, events: [completeAmplitudeEvent] });
  });

  it('sends a minimum id length as an option of the request', async () => {
    const received = answerAsAmplitude('httpapi', region);
    await send({ ...completeEvent, userId: 'u1' }, { mapping: { min_id_length: 2 } });
    expect(received[0]?.body).toEqual({
      api_key: API_KEY,
      events: [{ ...completeAmplitudeEvent, user_id: 'u1' }],
      options: { min_id_length: 2 },
    });
  });

  it('sends an event of an anonymous user by device id', async () => {
    const event = await sendAndRead({ messageId: 'm1', anonymousId: 'anonymous-1', event: 'Opened' });
    expect(event).toEqual({
      device_id: 'anonymous-1',
      event_type: 'Opened',
      library: 'segment',
      insert_id: insertIdOf('m1'),
    });
  });

  it('delivers by device id when the user id is one that Amplitude refuses', async () => {
    const event = await sendAndRead({ ...completeEvent, userId: 'null' });
    expect(event).toEqual({ ...completeAmplitudeEvent, user_id: undefined });
  });

  it('delivers an event whose integration is switched off, without a session', async () => {
    const event = await sendAndRead({ ...completeEvent, integrations: { 'Actions Amplitude': false } });
    expect(event).toEqual({ ...completeAmplitudeEvent, session_id: undefined });
  });

  it('delivers an event whose locale is an object', async () => {
    const context = { ...completeEvent.context, locale: { language: 'en-us' } };
    const event = await sendAndRead({ ...completeEvent, context });
    expect(event).toEqual({ ...completeAmplitudeEvent, language: 'en-us' });
  });

  it('takes the traits of the call before those of its context', async () => {
    const event = await sendAndRead({ ...completeEvent, traits: { plan: 'free' } });
    expect(event).toMatchObject({ user_properties: { plan: 'free' } });
  });

  it('reads the system from the user agent where none is mapped', async () => {
    const userAgent =
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
    const event = await sendAndRead({
      userId: 'user-7f3a21',
      event: 'Opened',
      context: { userAgent, library: { name: 'analytics.js' } },
    });
    expect(event).toEqual({
      user_id: 'user-7f3a21',
      event_type: 'Opened',
      platform: 'Web',
      os_name: 'Mac OS',
      os_version: '10.15.7',
      device_model: 'Mac OS',
      library: 'analytics.js',
    });
  });

  it('names the library "segment" when its behavior is auto', async () => {
    const event = await sendAndRead(completeEvent, { mapping: { library2: { behavior: 'auto' } } });
    expect(event).toEqual({ ...completeAmplitudeEvent, library: 'segment' });
  });

  it('never puts a plain user property beside an operation', async () => {
    const context = {
      ...completeEvent.context,
      campaign: { name: 'spring', source: 'newsletter' },
      page: { referrer: 'https://search.example/' },
    };
    const { user_properties } = await sendAndRead({ ...completeEvent, context });
    expect(user_properties).toEqual({
      $set: {
        plan: 'premium',
        referrer: 'https://search.example/',
        utm_campaign: 'spring',
        utm_source: 'newsletter',
      },
      $setOnce: {
        initial_referrer: 'https://search.example/',
        initial_utm_campaign: 'spring',
        initial_utm_source: 'newsletter',
      },
    });
  });
});

describe.each(EVENT_ACTIONS)('%s', (action) => {
  it('refuses an event with no good id, naming both reasons, without a request', async () => {
    const event = { ...completeEvent, userId: 'null', anonymousId: 'abc', context: {} };
    await expect(sendEvent(action, event)).rejects.toMatchObject({
      name: 'PayloadValidationError',
      status: 400,
      message:
        'Amplitude needs a user_id or a device_id: user_id is "null", which Amplitude refuses as an id, and device_id is shorter than 5 characters (see Minimum ID Length).',
    });
  });

  it('answers in a batch for the bad event alone and delivers the others', async () => {
    const received = answerAsAmplitude('httpapi');
    const answers = await sendBatch(action, [
      completeEvent,
      { event: 'Nobody' },
      { ...completeEvent, messageId: 'm2' },
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 200]);
    expect(answers[1]).toEqual({
      status: 400,
      errortype: 'PAYLOAD_VALIDATION_FAILED',
      errormessage: 'Amplitude needs a user_id or a device_id: both are missing.',
      errorreporter: 'INTEGRATIONS',
    });
    expect(received[0]?.body).toMatchObject({
      events: [{ insert_id: insertIdOf('message-5f2a6c1e') }, { insert_id: insertIdOf('m2') }],
    });
  });

  it('sends events with another endpoint or minimum id length in requests of their own', async () => {
    const http = answerAsAmplitude('httpapi', 'north_america', [{}, {}]);
    const batch = answerAsAmplitude('batch');
    const perEvent = {
      use_batch_endpoint: { '@path': '$.properties.batch' },
      min_id_length: { '@path': '$.properties.minimum' },
    };
    const answers = await sendBatch(
      action,
      [
        { userId: 'user-00001', event: 'A' },
        { userId: 'user-00002', event: 'B', properties: { batch: true } },
        { userId: 'u3', event: 'C', properties: { minimum: 1 } },
        { userId: 'user-00004', event: 'D' },
      ],
      { mapping: perEvent },
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const types = [...http, ...batch].map(({ body }) =>
      (body as { events: { event_type: string }[] }).events.map((event) => event.event_type),
    );
    expect(types).toEqual([['A', 'D'], ['C'], ['B']]);
  });
});
