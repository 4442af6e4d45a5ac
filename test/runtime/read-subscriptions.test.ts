import { actions } from '../../src/destinations/amplitude/actions';
import {
  createRuntime,
  groupSubscription,
  presetSubscriptions,
  readSubscriptions,
  type Subscription,
} from '../../src/runtime';
import saved from '../fixtures/cases/saved-mappings.json';

const good = { name: 'Tracks', subscribe: 'type = "track"', partnerAction: 'logEventV2', mapping: {} };

describe('reading saved subscriptions', () => {
  it('takes those that can run', () => {
    expect(readSubscriptions([good])).toEqual([good]);
  });

  it('leaves out what is disabled, and the action of the browser', () => {
    const browser = { ...good, name: 'Sessions', partnerAction: 'sessionId' };
    expect(readSubscriptions([good, browser, { ...good, enabled: false }])).toEqual([good]);
  });

  const { page: _, ...byAction } = saved;

  it.each(Object.entries(byAction))('takes a mapping of %s as Segment saved it', (partnerAction, mapping) => {
    expect(readSubscriptions([{ ...good, partnerAction, mapping }])).toHaveLength(1);
  });

  it.each([
    ['no list', {}, 'must be a list'],
    ['nothing enabled', [], 'there is no enabled subscription'],
    ['no object', ['x'], '[0] is not an object'],
    ['no name', [{ ...good, name: '' }], '[0] needs a "name"'],
    ['no trigger', [{ ...good, subscribe: '' }], '"subscribe" of "Tracks" is empty'],
    [
      'a trigger that cannot be read',
      [{ ...good, subscribe: 'type = "track' }],
      '"subscribe" of "Tracks" cannot be read',
    ],
    [
      'an unknown action',
      [{ ...good, partnerAction: 'logevent' }],
      '"partnerAction" of "Tracks" is "logevent"',
    ],
    ['a mapping that is text', [{ ...good, mapping: 'x' }], '"mapping" of "Tracks" is not an object'],
    ['an unknown field', [{ ...good, mapping: { event_typ: 'x' } }], 'logEventV2 has no field "event_typ"'],
    ['one name twice', [good, good], 'there are several named "Tracks"'],
  ])('refuses %s', (_, subscriptions, reason) => {
    expect(() => readSubscriptions(subscriptions)).toThrow(TypeError);
    expect(() => readSubscriptions(subscriptions)).toThrow(reason);
  });

  it.each([
    ['type =', 'a value is missing behind ='],
    ['type = and event = "A"', 'a value is missing behind ='],
    ['type = "track" and', 'a condition is missing behind and'],
    ['and type = "track"', 'a condition is missing at its start'],
    ['type = "track" and ()', 'a condition is missing behind ('],
    ['type == "track"', 'one "=" compares, not two'],
    ["type = 'track'", "text stands between double quotes, not '"],
    ['type = “track”', 'text stands between double quotes, not “'],
    ['type = "Track"', '"Track" is no type of an event'],
    ['type = "trak"', '"trak" is no type of an event'],
    ['type in ["track"]', 'in compares nothing'],
    ['type = "track" event = "A"', '"and" or "or" must stand in front of event'],
    ['type = "track" && event = "A"', '"and" or "or" must stand in front of &&'],
    ['!type = "track"', 'type is none of the functions contains and match'],
    ['not(type = "track")', 'not is none of the functions contains and match'],
    ['type = "track")', '"and" or "or" must stand in front of )'],
    ['(type = "track"', ') is missing at its end'],
    ['type', 'nothing follows type'],
    ['"track"', 'a condition is missing at its start'],
    ['length(event) > 3', 'length is none of the functions contains and match'],
  ])('refuses the trigger %j, which would never hold as it is meant: %s', (subscribe, fault) => {
    const text = `The subscriptions cannot be used: "subscribe" of "Tracks" cannot be read: ${fault}`;
    expect(() => readSubscriptions([{ ...good, subscribe }])).toThrow(text);
  });

  it.each([
    'type = "track"',
    'type = track',
    'type="track" and event != "Order Completed"',
    'type = "track" or (type = "page" and name = "a b (c)")',
    'contains(event, "Order") and !contains(properties.name, "x, y")',
    'match(event, "Order*") and !match(userId, "*-test")',
    'userId != null and properties.isPaid = true and properties.amount >= 12.5',
    'context.page.path = "/" and traits.plan != "free"',
    'event contains "x"',
    'type != "none"',
    String.raw`type = "track" and contains(context.page.path, "C:\") and event != "\"`,
    String.raw`properties.Order\ ID = "7" and contains(traits.a\,\ \(b\)\=c, "x") and properties.prix\ \€ > 3`,
  ])('takes the trigger %j', (subscribe) => {
    expect(readSubscriptions([{ ...good, subscribe }])).toHaveLength(1);
  });

  it('tells all problems at once', () => {
    const entries = [
      { ...good, subscribe: '' },
      { ...good, name: 'Other', partnerAction: 'x' },
    ];
    expect(() => readSubscriptions(entries)).toThrow(/"Tracks".*"Other"/);
  });
});

describe(groupSubscription, () => {
  it.each(['', ' ', null, undefined])('refuses the type %j', (type) => {
    expect(() => groupSubscription({ type })).toThrow(TypeError);
  });

  it('takes a name, a directive and a number', () => {
    for (const type of ['company', { '@path': '$.traits.kind' }, 7]) {
      expect(groupSubscription({ type }).mapping).toMatchObject({ group_type: type });
    }
  });
});

describe('the subscriptions of a runtime', () => {
  const settings = { apiKey: '8f3a61c0d94e4b7aa2f0c7d1e5b96f24' };

  it('are checked when it is made', () => {
    const subscriptions: Subscription[] = [
      { name: 'Tracks', subscribe: 'type = "track', partnerAction: 'logEvent' },
    ];
    expect(() => createRuntime({ settings, subscriptions })).toThrow(
      '"subscribe" of "Tracks" cannot be read',
    );
  });

  it('have mappings that the framework can run', () => {
    const mapping = { event_type: { '@nonsense': 1 } };
    const subscriptions: Subscription[] = [{ ...good, partnerAction: 'logEvent', mapping }];
    expect(() => createRuntime({ settings, subscriptions })).toThrow(
      /mapping of "Tracks" cannot be used.*event_type.*@nonsense/s,
    );
  });

  it('name actions and fields that exist, or do not compile', () => {
    const typos: Subscription[] = [
      // @ts-expect-error there is no action logEvents.
      { name: 'a', subscribe: 'type = "track"', partnerAction: 'logEvents' },
      // @ts-expect-error logEvent has no field event_typ.
      { name: 'b', subscribe: 'type = "track"', partnerAction: 'logEvent', mapping: { event_typ: 'x' } },
      // @ts-expect-error price is a field of another action.
      { name: 'c', subscribe: 'type = "track"', partnerAction: 'identifyUser', mapping: { price: 1 } },
    ];
    expect(() => createRuntime({ settings, subscriptions: typos })).toThrow(TypeError);
  });

  it('are the presets that a server can run, by default', () => {
    expect(presetSubscriptions().map(({ name }) => name)).toEqual([
      'Track Calls',
      'Order Completed Calls',
      'Page Calls',
      'Screen Calls',
      'Identify Calls',
    ]);
    expect(presetSubscriptions().every(({ partnerAction }) => partnerAction in actions)).toBe(true);
  });
});
