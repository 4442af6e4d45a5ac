import { fromClassicSettings } from '../../../src/classic';
import { classic, noteOn, sendAsMigrated, type Message } from '../send-as-migrated';

const track = (context: object, rest: object = {}): Message => ({
  type: 'track',
  event: 'Signed Up',
  messageId: 'm-1',
  anonymousId: 'anonymous-1',
  context,
  ...rest,
});

describe('preferAnonymousIdForDeviceId', () => {
  it.each([
    [false, { device: { id: 'device-1' } }, 'device-1'],
    [false, {}, 'anonymous-1'],
    [true, { device: { id: 'device-1' } }, 'anonymous-1'],
  ])('when %s and with the context %j makes the device id %s', async (prefer, context, deviceId) => {
    const settings = { preferAnonymousIdForDeviceId: prefer };
    const identify = { ...track(context), type: 'identify', traits: { plan: 'p' } };
    const sent = await sendAsMigrated(settings, track(context), identify);
    expect(sent.events[0]?.device_id).toBe(deviceId);
    expect(sent.identifications[0]?.device_id).toBe(deviceId);
  });
});

describe('useAdvertisingIdForDeviceId', () => {
  it.each([
    ['the advertising id', { advertisingId: 'AD-ID-1' }, 'AD-ID-1'],
    [
      'the next id when it is all zeros',
      { advertisingId: '00000000-0000-0000-0000-000000000000' },
      'device-1',
    ],
    [
      'the next id when ad tracking is off',
      { advertisingId: 'AD-ID-1', adTrackingEnabled: false },
      'device-1',
    ],
    ['the next id when there is none', {}, 'device-1'],
  ])('takes %s', async (_, device, deviceId) => {
    const context = { device: { id: 'device-1', ...device } };
    const { events } = await sendAsMigrated({ useAdvertisingIdForDeviceId: true }, track(context));
    expect(events[0]?.device_id).toBe(deviceId);
  });
});

describe('deviceIdFromUrlParam', () => {
  const context = { device: { id: 'device-1' }, page: { search: '?a=1&amp_device_id=from%20url&b=2' } };

  it('takes the device id from the URL of the page', async () => {
    const { events } = await sendAsMigrated(
      { deviceIdFromUrlParam: true },
      track(context),
      track({}, { messageId: 'm-2' }),
    );
    expect(events.map(({ device_id }) => device_id)).toEqual(['from url', 'anonymous-1']);
    expect(noteOn('deviceIdFromUrlParam', { deviceIdFromUrlParam: true })?.effect).toBe('not_reproducible');
  });

  it('yields to Prefer Anonymous ID', async () => {
    const settings = { deviceIdFromUrlParam: true, preferAnonymousIdForDeviceId: true };
    expect((await sendAsMigrated(settings, track(context))).events[0]?.device_id).toBe('anonymous-1');
  });
});

describe('mapQueryParams', () => {
  const settings = {
    mapQueryParams: { query: 'event_properties', userQuery: 'user_properties' },
  } as const;

  it('puts the query string where each name is to go', async () => {
    const { events } = await sendAsMigrated(settings, track({ page: { search: '?x=1' } }));
    expect(events[0]?.event_properties).toEqual({ query: '?x=1' });
    expect(events[0]?.user_properties).toMatchObject({ userQuery: '?x=1' });
  });

  it('puts no empty query string', async () => {
    const { events } = await sendAsMigrated(settings, track({ page: { search: '' } }));
    expect(JSON.stringify(events)).not.toMatch(/query/i);
  });
});

describe('appendFieldsToEventProps', () => {
  it('adds the fields to the properties of track and page calls', async () => {
    const settings = {
      appendFieldsToEventProps: { 'context.page.title': 'pageTitle', 'context.none': 'none' },
    };
    const message = track({ page: { title: 'Home' } }, { properties: { plan: 'p' } });
    const sent = await sendAsMigrated(settings, message, { ...message, type: 'page', name: 'Home' });
    expect(sent.events.map(({ event_properties }) => event_properties)).toEqual([
      { plan: 'p', pageTitle: 'Home' },
      { plan: 'p', pageTitle: 'Home', name: 'Home' },
    ]);
  });
});

describe('trackReferrer', () => {
  const context = { page: { referrer: 'https://news.example.com/a' } };

  it('sets referrer and referring domain, and each once as initial_…', async () => {
    const { events } = await sendAsMigrated({}, track(context, { userId: undefined }));
    expect(events[0]?.user_properties).toEqual({
      $set: { referrer: 'https://news.example.com/a', referring_domain: 'news.example.com' },
      $setOnce: {
        initial_referrer: 'https://news.example.com/a',
        initial_referring_domain: 'news.example.com',
      },
    });
  });

  it('sets none for an empty referrer, or when it is off', async () => {
    const messages = [track({ page: { referrer: '' } }), { ...track({}), type: 'identify', traits: {} }];
    const empty = await sendAsMigrated({}, ...messages);
    const off = await sendAsMigrated({ trackReferrer: false }, track(context));
    expect(JSON.stringify([empty, off])).not.toMatch(/referr/);
  });
});

describe('trackUtmProperties', () => {
  const context = { campaign: { name: 'spring', source: 'ads' } };

  it('sets the campaign on events, orders and identifies, and once as initial_…', async () => {
    const order = track(context, { event: 'Order Completed', messageId: 'm-2' });
    const identify = { ...track(context), type: 'identify', messageId: 'm-3' };
    const sent = await sendAsMigrated({}, track(context), order, identify);
    for (const { user_properties } of [...sent.events, ...sent.identifications]) {
      expect(user_properties).toEqual({
        $set: { id: 'user-1', utm_campaign: 'spring', utm_source: 'ads' },
        $setOnce: { initial_utm_campaign: 'spring', initial_utm_source: 'ads' },
      });
    }
  });

  it('sets none when it is off', async () => {
    const sent = await sendAsMigrated({ trackUtmProperties: false }, track(context));
    expect(sent.events[0]?.user_properties).toEqual({ id: 'user-1' });
  });
});

describe('trackGclid', () => {
  const context = { page: { search: '?a=1&gclid=Click%201' } };

  it('sets gclid, and initial_gclid once', async () => {
    const { events } = await sendAsMigrated({ trackGclid: true }, track(context));
    expect(events[0]?.user_properties).toEqual({
      $set: { id: 'user-1', gclid: 'Click 1' },
      $setOnce: { initial_gclid: 'Click 1' },
    });
  });

  it('sets none when it is off', async () => {
    expect(JSON.stringify(await sendAsMigrated({}, track(context)))).not.toContain('gclid');
  });
});

describe('unsetParamsReferrerOnNewSession', () => {
  const start = track({}, { event: 'session_started' });

  it('unsets referrer and campaign when a session starts, without an event of its own', async () => {
    const sent = await sendAsMigrated({ unsetParamsReferrerOnNewSession: true }, start);
    expect(sent.identifications.map(({ user_properties }) => user_properties)).toEqual([
      {
        $unset: {
          referrer: '-',
          utm_source: '-',
          utm_medium: '-',
          utm_campaign: '-',
          utm_term: '-',
          utm_content: '-',
        },
      },
    ]);
    expect(sent.names).toEqual([]);
  });

  it('does nothing where neither referrer nor campaign is tracked, as in Classic', async () => {
    const settings = {
      unsetParamsReferrerOnNewSession: true,
      trackReferrer: false,
      trackUtmProperties: false,
    };
    expect((await sendAsMigrated(settings, start)).identifications).toEqual([]);
  });
});

describe('trackSessionEvents', () => {
  it('makes the session plugin track them, and sends them', async () => {
    const { subscriptions } = fromClassicSettings(classic({ trackSessionEvents: true }));
    const plugin = subscriptions.find(({ partnerAction }) => partnerAction === 'sessionId');
    expect(plugin?.mapping).toEqual({ triggerSessionEvents: true });
    const sent = await sendAsMigrated({ trackSessionEvents: true }, track({}, { event: 'session_started' }));
    expect(sent.names).toEqual(['session_started']);
  });

  it('leaves the plugin silent when it is off', () => {
    const { subscriptions } = fromClassicSettings(classic());
    expect(subscriptions.find(({ partnerAction }) => partnerAction === 'sessionId')?.mapping).toEqual({});
  });
});

describe('useCustomAmplitudeProperties (Send Custom Language and Country)', () => {
  const message = track(
    { locale: 'en-US' },
    { properties: { language: 'Japanese', country: 'JP', event_id: 3, x: 1 } },
  );

  it.each([
    [true, { language: 'Japanese', country: 'JP', x: 1 }],
    [false, { x: 1 }],
  ])('when %s leaves the properties %j', async (useCustomAmplitudeProperties, properties) => {
    const { events } = await sendAsMigrated({ useCustomAmplitudeProperties }, message);
    expect(events[0]).toMatchObject({ event_properties: properties, language: 'en-US' });
    expect(events[0]?.event_properties).toEqual(properties);
  });
});
