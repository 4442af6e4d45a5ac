import type { JSONObject, Logger } from '@segment/actions-core';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../src/emulator';
import { createRuntime, presetSubscriptions, type Subscription } from '../../../src/runtime';
import { defaultMapping, sendEvent, toSettings, type EventInput } from '../../send-events';

const event: EventInput = {
  type: 'track',
  event: 'Song Played',
  messageId: 'message-1',
  userId: 'user-12345',
  timestamp: '2026-03-01T12:00:00.000Z',
};

let amplitude: AmplitudeEmulator;
beforeAll(async () => {
  amplitude = await startAmplitudeEmulator();
});
beforeEach(() => amplitude.reset());
afterAll(() => amplitude.close());

/** What an event and a mapping become, and what is told of it, through the framework or through the runtime. */
const WAYS = {
  framework: async (given: EventInput, mapping: JSONObject) => {
    const told: string[] = [];
    const logger: Partial<Logger> = { warn: (text: string) => void told.push(text) };
    await sendEvent('logEvent', given, { mapping, logger, options: { baseUrl: amplitude.baseUrl } });
    return told;
  },
  runtime: async (given: EventInput, mapping: JSONObject) => {
    const subscription = {
      name: 'Tracks',
      subscribe: 'type = "track"',
      partnerAction: 'logEvent',
      mapping: { ...defaultMapping('logEvent'), ...mapping },
    } satisfies Subscription;
    const runtime = createRuntime({
      settings: toSettings(),
      subscriptions: [subscription],
      baseUrl: amplitude.baseUrl,
    });
    const [answer] = await runtime.deliver([given]);
    return answer?.notices.map(({ text }) => text) ?? [];
  },
};

describe.each(Object.entries(WAYS))('what is given to the %s', (_name, send) => {
  it('is told where a plan or its metadata has a key that Amplitude does not know', async () => {
    const told = await send(event, {
      plan: { version: '3', owner: 'me' },
      ingestion_metadata: { source_name: 'loader', host: 'h1' },
    });
    expect(amplitude.events).toMatchObject([
      { plan: { version: '3' }, ingestion_metadata: { source_name: 'loader' } },
    ]);
    expect(told).toEqual([
      'Left plan.owner out: Amplitude documents no such key.',
      'Left ingestion_metadata.host out: Amplitude documents no such key.',
    ]);
  });

  it('is sent where a campaign has a utm_ key of its own, and told where the key is another', async () => {
    const told = await send(event, { utm_properties: { utm_id: '77', name: 'Spring' } });
    expect(amplitude.events[0]?.user_properties).toEqual({
      $set: { utm_id: '77' },
      $setOnce: { initial_utm_id: '77' },
    });
    expect(told).toEqual(['Left utm_properties.name out: its name does not begin with utm_.']);
  });

  it('is told where a group has no type', async () => {
    const told = await send(event, { groups: { '': 'x', company: 'Acme' } });
    expect(amplitude.events).toMatchObject([{ groups: { company: 'Acme' } }]);
    expect(told).toEqual(['Left groups out: a group has no type.']);
  });
});

describe('a property named __proto__', () => {
  const withKey: EventInput = {
    ...event,
    properties: JSON.parse('{"a":1,"__proto__":"top","deep":{"__proto__":{"polluted":true}}}') as JSONObject,
    context: { traits: JSON.parse('{"b":2,"__proto__":"of the user"}') as JSONObject },
  };

  it('is sent by the runtime, at any depth', async () => {
    expect(await WAYS.runtime(withKey, {})).toEqual([]);
    const [sent] = amplitude.events;
    expect(JSON.stringify(sent?.event_properties)).toBe(JSON.stringify(withKey.properties));
    expect(JSON.stringify(sent?.user_properties)).toBe('{"b":2,"__proto__":"of the user"}');
    expect({}).not.toHaveProperty('polluted');
  });

  it('is told where the framework loses it', async () => {
    expect(await WAYS.framework(withKey, {})).toEqual([
      'Left properties.__proto__ out: the framework does not hand it over.',
      'Left traits.__proto__ out: the framework does not hand it over.',
    ]);
    expect(amplitude.events).toMatchObject([{ event_properties: { a: 1 } }]);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('an id of a wrong kind', () => {
  const runtimeOf = (subscriptions = presetSubscriptions()) =>
    createRuntime({ settings: toSettings(), subscriptions, baseUrl: amplitude.baseUrl });

  it('is named with what is wrong with it', async () => {
    const [answer] = await runtimeOf().deliver([{ ...event, userId: { id: 7 }, anonymousId: ['a', 'b'] }]);
    expect(answer).toMatchObject({
      outcome: 'rejected',
      reason:
        'Amplitude needs a user_id or a device_id: user_id is an object, which is no id, and device_id is a list, which is no id.',
    });
  });

  it('is told beside a good one', async () => {
    const [answer] = await runtimeOf().deliver([{ ...event, anonymousId: { id: 7 } }]);
    expect(answer).toMatchObject({ outcome: 'delivered', notices: [{ name: 'id_dropped' }] });
  });

  it('does not hide what else was left out of a refused event', async () => {
    const [answer] = await runtimeOf().deliver([{ ...event, userId: {}, context: { ip: ['1', '2'] } }]);
    expect(answer).toMatchObject({
      outcome: 'rejected',
      notices: [{ name: 'value_dropped', field: 'ip' }],
    });
  });

  it('is named where users are mapped', async () => {
    const alias: Subscription = { name: 'Alias', subscribe: 'type = "alias"', partnerAction: 'mapUser' };
    const call = { type: 'alias', messageId: 'm', previousId: {}, userId: 'user-2' };
    const [answer] = await runtimeOf([alias]).deliver([call]);
    expect(answer?.reason).toBe('Amplitude cannot map users: user_id is an object, which is no id.');
  });
});

it('a minimum id length that is no number is told, and the event goes', async () => {
  const told = await WAYS.runtime(event, { min_id_length: 'x' });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/min_id_length/);
  expect(amplitude.events).toHaveLength(1);
});
