import { sendAsMigrated, type Message } from '../send-as-migrated';

const track = (integrations: object, rest: object = {}): Message => ({
  type: 'track',
  event: 'Signed Up',
  integrations,
  ...rest,
});

describe('integrations.Amplitude', () => {
  it.each([
    ['session_id', { Amplitude: { session_id: 1_700_000_000_000 } }, 1_700_000_000_000],
    ['sessionId', { Amplitude: { sessionId: 1_700_000_000_000 } }, 1_700_000_000_000],
    ['text', { Amplitude: { session_id: '1700000000000' } }, 1_700_000_000_000],
    [
      'a session plugin first',
      { 'Actions Amplitude': { session_id: 1_700_000_000_001 }, Amplitude: { session_id: 5 } },
      1_700_000_000_001,
    ],
    ['outOfSession', { Amplitude: { outOfSession: true, session_id: 1_700_000_000_000 } }, -1],
    ['outOfSession that is false', { Amplitude: { outOfSession: false } }, undefined],
    ['a switched-off session plugin', { 'Actions Amplitude': false }, undefined],
  ])('reads the session from %s', async (_, integrations, sessionId) => {
    const { events } = await sendAsMigrated({}, track(integrations));
    expect(events).toHaveLength(1);
    expect(events[0]?.session_id).toBe(sessionId);
  });

  it('counts events by event_id or eventId', async () => {
    const messages = [track({ Amplitude: { event_id: 3 } }), track({ Amplitude: { eventId: 4 } })];
    expect((await sendAsMigrated({}, ...messages)).events.map(({ event_id }) => event_id)).toEqual([3, 4]);
  });

  it('tells on an identify call whether the user pays and since which version', async () => {
    const identify = { ...track({ Amplitude: { paying: true, start_version: '1.0' } }), type: 'identify' };
    const { identifications } = await sendAsMigrated({}, identify);
    expect(identifications[0]).toMatchObject({ paying: 'true', start_version: '1.0' });
  });

  it.each(['track', 'page', 'screen', 'identify', 'group', 'alias'])(
    'set to false keeps a %s call from Amplitude, as it kept it from Classic',
    async (type) => {
      const message = {
        ...track(
          { Amplitude: false },
          { name: 'Home', category: 'Docs', groupId: 'g-1', previousId: 'before' },
        ),
        type,
      };
      const settings = { trackAllPages: true, sendAlias: true };
      expect((await sendAsMigrated(settings, message)).paths).toEqual([]);
      expect(
        (await sendAsMigrated(settings, { ...message, integrations: { Amplitude: true } })).paths,
      ).not.toEqual([]);
    },
  );
});

describe('what Classic said of every user', () => {
  it('is the traits with the user id and without the address, on events and identifies', async () => {
    const traits = { plan: 'pro', address: { country: 'FR', city: 'Lyon' } };
    const identify = { ...track({}, { traits }), type: 'identify' };
    const sent = await sendAsMigrated({}, track({}, { context: { traits } }), identify);
    for (const call of [...sent.events, ...sent.identifications]) {
      expect(call).toMatchObject({
        user_properties: { plan: 'pro', id: 'user-1' },
        country: 'FR',
        city: 'Lyon',
      });
      expect(call.user_properties).not.toHaveProperty('address');
    }
  });

  it.each([
    ['iOS', { idfa: 'AD-ID-1' }],
    ['iPhone OS', { idfa: 'AD-ID-1' }],
    ['Android', { adid: 'AD-ID-1' }],
    [undefined, {}],
  ])('has the advertising id where it belongs, on %s', async (name, expected) => {
    const context = { os: { name }, device: { id: 'device-1', advertisingId: 'AD-ID-1' } };
    const { events } = await sendAsMigrated({}, track({}, { context }));
    const sent = ['idfa', 'adid', 'idfv'].flatMap((key) =>
      Object.entries(events[0] ?? {}).filter(([name]) => name === key),
    );
    expect(Object.fromEntries(sent)).toEqual(expected);
  });

  it.each([
    [{ library: { name: 'analytics.js' } }, 'Web'],
    [{ library: { name: 'analytics-node' } }, 'analytics-node'],
    [{ library: { name: 'analytics-android' }, device: { type: 'android' } }, 'Android'],
    [{ library: { name: 'analytics-flutter' }, os: { name: 'iOS' } }, 'iOS'],
  ])('names the platform of %j: %s', async (context, platform) => {
    const { events } = await sendAsMigrated({}, track({}, { context }));
    expect(events[0]).toMatchObject({ platform, library: 'segment' });
  });

  it('names the browser as the system, as Classic did', async () => {
    const userAgent =
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
    const { events } = await sendAsMigrated({}, track({}, { context: { userAgent } }));
    expect(events[0]).toMatchObject({ os_name: 'Chrome', os_version: '120', device_model: 'Mac OS' });
  });

  it('keeps out of the properties what is revenue, but revenue itself', async () => {
    const properties = {
      revenue: 20,
      price: 10,
      quantity: 2,
      product_id: 'x',
      revenue_type: 'tax',
      plan: 'z',
    };
    const { events } = await sendAsMigrated({}, track({}, { properties }));
    expect(events[0]).toMatchObject({
      revenue: 20,
      price: 10,
      quantity: 2,
      productId: 'x',
      revenueType: 'tax',
    });
    expect(events[0]?.event_properties).toEqual({ revenue: 20, plan: 'z' });
  });

  it('takes the total of an order without revenue', async () => {
    const order = track({}, { event: 'Completed Order', properties: { total: '$30' } });
    expect((await sendAsMigrated({}, order)).events[0]?.revenue).toBe(30);
  });
});
