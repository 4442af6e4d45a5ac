import { createInstance, Identify, Revenue } from '@amplitude/analytics-node';
import { init } from '@amplitude/node';
import { API_KEY, event, startClient } from './emulator-client';

const wait = { user_id: 'user-10001', device_id: 'device-1' };

describe('@amplitude/analytics-node', () => {
  async function connect(options = {}) {
    const client = await startClient({ strict: true, ...options });
    const amplitude = createInstance();
    await amplitude.init(API_KEY, {
      serverUrl: `${client.emulator.baseUrl}/2/httpapi`,
      flushIntervalMillis: 10,
      logLevel: 0,
    }).promise;
    return { ...client, amplitude };
  }

  it('tracks, identifies, sets groups and counts revenue', async () => {
    const { emulator, amplitude } = await connect();

    const results = await Promise.all([
      amplitude.track('Song Played', { genre: 'pop' }, wait).promise,
      amplitude.identify(new Identify().set('plan', 'pro').add('visits', 2), wait).promise,
      amplitude.setGroup('org', 'acme', wait).promise,
      amplitude.groupIdentify('org', 'acme', new Identify().set('seats', 5), wait).promise,
      amplitude.revenue(new Revenue().setPrice(4).setQuantity(3), wait).promise,
    ]);

    expect(results.map(({ code }) => code)).toEqual([200, 200, 200, 200, 200]);
    expect(emulator.users.get('user-10001')).toMatchObject({
      properties: { plan: 'pro', visits: 2, org: 'acme' },
      groups: { org: ['acme'] },
      revenue: 12,
    });
    expect(emulator.groups.get('org', 'acme')?.properties).toEqual({ seats: 5 });
  });

  it('drops the event a 400 names, and delivers the rest', async () => {
    const { emulator, amplitude } = await connect();

    const results = await Promise.all([
      amplitude.track('Good', undefined, wait).promise,
      amplitude.track('Short', undefined, { user_id: 'abc', device_id: 'device-1' }).promise,
      amplitude.track('Also good', undefined, wait).promise,
    ]);

    expect(results.map(({ code }) => code)).toEqual([200, 400, 200]);
    expect(emulator.events.map(({ event_type }) => event_type)).toEqual(['Good', 'Also good']);
  });

  it('delivers once although an answer is lost', async () => {
    const { emulator, amplitude } = await connect({
      faults: [{ nth: 1, action: { statusAfterIngestion: 500 } }],
    });

    expect((await amplitude.track('Song Played', undefined, wait).promise).code).toBe(200);
    expect(emulator.counts).toMatchObject({ requests: 2, ingested: 1, deduped: 1 });
  });
});

it('takes what @amplitude/node sends', async () => {
  const { emulator } = await startClient({ strict: true });
  const amplitude = init(API_KEY, { serverUrl: `${emulator.baseUrl}/2/httpapi`, logLevel: 0 });

  void amplitude.logEvent({ event_type: 'Song Played', ...wait, ip: '127.0.0.1' });
  void amplitude.logEvent({ event_type: '$identify', ...wait, user_properties: { $set: { plan: 'pro' } } });
  const response = await amplitude.flush();

  expect(response).toMatchObject({ statusCode: 200 });
  expect(emulator.users.get('user-10001')).toMatchObject({ events: 1, properties: { plan: 'pro' } });
});

it("takes the forms of Segment's own actions, options=undefined and all", async () => {
  const { emulator, form } = await startClient({ strict: true });
  const identification = JSON.stringify({
    user_id: 'user-10001',
    insert_id: 'insert-1',
    library: 'segment',
    time: 1_618_245_157_710,
    user_properties: { plan: 'pro' },
  });
  const group = JSON.stringify([
    { group_type: 'org', group_value: 'acme', group_properties: { seats: 5 }, library: 'segment' },
  ]);
  const mapping = JSON.stringify({ user_id: 'user-1', global_user_id: 'user-10001', min_id_length: 3 });

  const answers = [
    await form('/identify', { api_key: API_KEY, identification, options: 'undefined' }),
    await form('/groupidentify', { api_key: API_KEY, identification: group, options: 'undefined' }),
    await form('/usermap', { api_key: API_KEY, mapping, options: 'undefined' }),
  ];

  expect(answers.map(({ text }) => text)).toEqual(['success', 'success', 'success']);
  expect(emulator.users.get('user-10001')?.properties).toEqual({ plan: 'pro' });
  expect(emulator.groups.get('org', 'acme')?.properties).toEqual({ seats: 5 });
  expect([...emulator.aliases]).toEqual([['user-1', 'user-10001']]);
});

it('takes what a beacon sends: JSON as text/plain, without a preflight', async () => {
  const { emulator, send } = await startClient({ strict: true });
  const body = JSON.stringify({ api_key: API_KEY, events: [event()], options: { min_id_length: undefined } });

  const answer = await send('/2/httpapi', {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    body,
  });

  expect(answer.status).toBe(200);
  expect(emulator.events).toEqual([event()]);
});
