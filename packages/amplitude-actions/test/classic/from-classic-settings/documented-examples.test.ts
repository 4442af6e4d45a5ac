import { sendAsMigrated } from '../send-as-migrated';

/** The examples of Segment's documentation of Amplitude Classic. */
describe('the documented examples of Amplitude Classic', () => {
  it('names a server-side page call Viewed Merchant Settings Page', async () => {
    const page = { type: 'page', userId: 'some_user_id', category: 'Merchant', name: 'Settings' };
    expect((await sendAsMigrated({}, page)).names).toContain('Viewed Merchant Settings Page');
  });

  it('ties the user to the Organization of a group call', async () => {
    const settings = { groupTypeTrait: 'group_type', groupValueTrait: 'name' };
    const traits = {
      group_type: 'Organization',
      name: 'ExampleCorp, LLC',
      employees: '20',
      email: 'hello@example.com',
    };
    const groupId = '082108c8-f51e-485f-9d2d-b6ba57ee2c40';
    const sent = await sendAsMigrated(settings, { type: 'group', groupId, traits });
    expect(sent.identifications[0]?.groups).toEqual({ Organization: 'ExampleCorp, LLC' });
    expect(sent.groupIdentifications[0]?.group_properties).toEqual(traits);
    const legacy = await sendAsMigrated({}, { type: 'group', groupId, traits });
    expect(legacy.identifications[0]?.groups).toEqual({ '[Segment] Group': groupId });
  });

  it('sets event-level groups from integrations.Amplitude.groups', async () => {
    const { events } = await sendAsMigrated(
      {},
      {
        type: 'track',
        event: 'Clicked Benefits Dropdown',
        properties: { dropdownColor: 'blue' },
        integrations: { Amplitude: { groups: { onboarding_cohort: 'Summer 2016' } } },
      },
    );
    expect(events[0]).toMatchObject({
      groups: { onboarding_cohort: 'Summer 2016' },
      event_properties: { dropdownColor: 'blue' },
    });
  });

  it('sets groups of the user on an identify call', async () => {
    const { identifications } = await sendAsMigrated(
      {},
      {
        type: 'identify',
        traits: { email: 'bill@example.com', country: 'USA' },
        integrations: { Amplitude: { groups: { sports: ['basketball', 'tennis'] } } },
      },
    );
    expect(identifications[0]).toMatchObject({
      groups: { sports: ['basketball', 'tennis'] },
      user_properties: { email: 'bill@example.com', sports: ['basketball', 'tennis'] },
      country: 'USA',
    });
  });

  it('maps user 123 to 456, and unmaps 123', async () => {
    const alias = { type: 'alias', previousId: '123', userId: '456' };
    const unmap = { type: 'alias', userId: '456', integrations: { Amplitude: { unmap: '123' } } };
    expect((await sendAsMigrated({ sendAlias: true }, alias)).aliases).toEqual(new Map([['123', '456']]));
    expect((await sendAsMigrated({ sendAlias: true }, alias, unmap)).aliases).toEqual(new Map());
  });

  it('sends no alias unless Enable Alias is on', async () => {
    const sent = await sendAsMigrated(
      { sendAlias: false },
      { type: 'alias', previousId: '123', userId: '456' },
    );
    expect(sent.paths).toEqual([]);
  });

  it('reads the session from integrations.Amplitude, in seconds as documented', async () => {
    const integrations = { Amplitude: { session_id: 1577871000 } };
    const { events } = await sendAsMigrated({}, { type: 'track', event: 'Signed Up', integrations });
    expect(events[0]?.session_id).toBe(1_577_871_000_000);
  });

  it('sends an order with all its properties but the products, and each product whole', async () => {
    const products = [
      {
        productId: '507f1f77bcf86cd799439011',
        sku: '45790-32',
        name: 'Monopoly: 3rd Edition',
        price: 19,
        quantity: 1,
        category: 'Games',
      },
      {
        productId: '505bd76785ebb509fc183733',
        sku: '46493-32',
        name: 'Uno Card Game',
        price: 3,
        quantity: 2,
        category: 'Games',
      },
    ];
    const properties = {
      checkoutId: '6727142daf49b93a601d3a31bc3d53aeae1d15ab',
      orderId: '50314b8e9bcf000000000000',
      affiliation: 'Google Store',
      total: 30,
      revenue: 25,
      shipping: 3,
      tax: 2,
      discount: 2.5,
      coupon: 'hasbros',
      currency: 'USD',
    };
    const order = { type: 'track', event: 'Order Completed', properties: { ...properties, products } };
    const { events } = await sendAsMigrated({}, order);
    expect(events.map(({ event_type, event_properties }) => [event_type, event_properties])).toEqual([
      ['Order Completed', properties],
      ['Product Purchased', products[0]],
      ['Product Purchased', products[1]],
    ]);
    expect(events.map(({ revenue }) => revenue)).toEqual([25, undefined, undefined]);
  });

  it('sends the documented track call with its place, device and revenue', async () => {
    const { events } = await sendAsMigrated(
      {},
      {
        type: 'track',
        event: 'Subscription Started',
        properties: { plan: 'Basic', revenue: '32' },
        context: {
          ip: '8.8.8.8',
          device: { id: '2b6f0cc904d137be2e1730235f5664094b831186', model: 'iPhone 10', brand: 'Apple' },
          os: { name: 'iOS', version: '9.1' },
          network: { carrier: 'T-Mobile' },
          app: { version: '3.5.1' },
          location: { country: 'United States', city: 'San Francisco', latitude: '37.7672319' },
          locale: { language: 'en-us' },
        },
      },
    );
    expect(events[0]).toMatchObject({
      device_id: '2b6f0cc904d137be2e1730235f5664094b831186',
      device_model: 'iPhone 10',
      os_name: 'iOS',
      os_version: '9.1',
      platform: 'iOS',
      carrier: 'T-Mobile',
      app_version: '3.5.1',
      country: 'United States',
      city: 'San Francisco',
      location_lat: 37.7672319,
      language: 'en-us',
      revenue: 32,
      event_properties: { plan: 'Basic', revenue: '32' },
    });
  });
});
