import nock from 'nock';
import { Destination } from '@segment/actions-core';
import { validate, parseFql } from '@segment/destination-subscriptions';
import amplitudeDestination, { createAmplitudeDestination } from '../../../src';
import { expectNoRealRequests } from '../../answer-as-amplitude';
import type { Region } from '../../../src/destinations/amplitude/api/regions';
import { CLOUD_ACTIONS, REGIONS, sendEvent, toSettings } from '../../send-events';
import { completeEvent } from '../../segment-events';

expectNoRealRequests();

describe('the definition', () => {
  it('has a name that the framework can build a schema URI from', () => {
    expect(amplitudeDestination.name).toMatch(/^[A-Za-z][A-Za-z0-9+.-]*$/);
    expect(amplitudeDestination).toMatchObject({ slug: 'actions-amplitude', mode: 'cloud' });
  });

  it.each([
    ['logEvent', 'Log Event', 'type = "track"'],
    ['logEventV2', 'Log Event V2', 'type = "track"'],
    ['logPurchase', 'Log Purchase', 'type = "track"'],
    ['identifyUser', 'Identify User', 'type = "identify"'],
    ['groupIdentifyUser', 'Group Identify User', 'type = "group"'],
    ['mapUser', 'Map User', 'type = "alias"'],
  ])('has the action %s: %s, for %s', (key, title, defaultSubscription) => {
    expect(amplitudeDestination.actions[key]).toMatchObject({
      title,
      defaultSubscription,
      platform: 'cloud',
      description: expect.any(String) as string,
      perform: expect.any(Function) as () => void,
      performBatch: expect.any(Function) as () => void,
    });
  });

  it('has no other action', () => {
    expect(Object.keys(amplitudeDestination.actions).sort()).toEqual([...CLOUD_ACTIONS].sort());
  });

  it('says what every action and field is', () => {
    for (const { fields, ...action } of Object.values(amplitudeDestination.actions)) {
      for (const { label, description } of [{ label: action.title, ...action }, ...Object.values(fields)]) {
        expect(label).toMatch(/\S/);
        expect(description).toMatch(/\S/);
      }
    }
  });
});

describe('the presets', () => {
  const PAGE = { type: 'page', name: 'Home' };

  it.each([
    ['Track Calls', 'logEventV2', 'type = "track" and event != "Order Completed"'],
    ['Order Completed Calls', 'logPurchase', 'type = "track" and event = "Order Completed"'],
    ['Page Calls', 'logEventV2', 'type = "page"'],
    ['Screen Calls', 'logEventV2', 'type = "screen"'],
    ['Identify Calls', 'identifyUser', 'type = "identify"'],
    [
      'Browser Session Tracking',
      'sessionId',
      'type = "track" or type = "identify" or type = "group" or type = "page" or type = "alias"',
    ],
  ])('%s goes to %s', (name, partnerAction, subscribe) => {
    const preset = amplitudeDestination.presets?.find((each) => each.name === name);
    expect(preset).toMatchObject({ partnerAction, subscribe, type: 'automatic' });
  });

  it('are six, each with the default mapping of its action but for the name of pages and screens', () => {
    const { presets = [] } = amplitudeDestination;
    expect(presets).toHaveLength(6);
    expect(presets.find(({ name }) => name === 'Browser Session Tracking')?.mapping).toEqual({});
    const track = presets.find(({ name }) => name === 'Track Calls')?.mapping;
    const page = presets.find(({ name }) => name === 'Page Calls')?.mapping;
    const screen = presets.find(({ name }) => name === 'Screen Calls')?.mapping;
    const viewed = (nameless: string) => ({
      '@if': { blank: { '@path': '$.name' }, then: { '@template': 'Viewed {{name}}' }, else: nameless },
    });
    expect(track?.event_type).toEqual({ '@path': '$.event' });
    expect(page).toEqual({ ...track, event_type: viewed('Loaded a Page') });
    expect(screen).toEqual({ ...track, event_type: viewed('Loaded a Screen') });
  });

  it('send an order to Log Purchase alone and any other track call to Log Event V2 alone', () => {
    const takers = (event: object) =>
      (amplitudeDestination.presets ?? [])
        .filter((preset) => preset.type === 'automatic' && preset.partnerAction !== 'sessionId')
        .filter((preset) => preset.type === 'automatic' && validate(parseFql(preset.subscribe), event))
        .map(({ partnerAction }) => partnerAction);
    expect(takers({ type: 'track', event: 'Order Completed' })).toEqual(['logPurchase']);
    expect(takers({ type: 'track', event: 'Song Played' })).toEqual(['logEventV2']);
    expect(takers(PAGE)).toEqual(['logEventV2']);
    expect(takers({ type: 'alias' })).toEqual([]);
  });
});

describe('the settings', () => {
  const { fields } = amplitudeDestination.authentication ?? {};

  it('are two keys and a region', () => {
    expect(fields).toMatchObject({
      apiKey: { label: 'API Key', type: 'password', required: true },
      secretKey: { label: 'Secret Key', type: 'password', required: true },
      endpoint: {
        label: 'Endpoint Region',
        choices: [
          { label: 'North America', value: 'north_america' },
          { label: 'Europe', value: 'europe' },
        ],
        default: 'north_america',
      },
    });
    expect(Object.keys(fields ?? {})).toEqual(['apiKey', 'secretKey', 'endpoint']);
  });

  it('are refused without a key or with a region that does not exist', async () => {
    const missing = sendEvent('logEvent', completeEvent, { settings: { apiKey: undefined } });
    await expect(missing).rejects.toThrow("The root value is missing the required field 'apiKey'.");
    const unknown = sendEvent('logEvent', completeEvent, { settings: { endpoint: 'asia' as Region } });
    await expect(unknown).rejects.toThrow(/Endpoint Region/);
  });

  it('mean North America when no region is chosen', async () => {
    nock('https://api2.amplitude.com').post('/2/httpapi').reply(200, { code: 200, events_ingested: 1 });
    await sendEvent('logEvent', completeEvent, { settings: { endpoint: undefined } });
  });
});

describe(createAmplitudeDestination, () => {
  const ORIGIN = 'https://proxy.example';

  it.each(REGIONS)('sends every request of %s to the host’s own origin, path kept', async (endpoint) => {
    const options = { baseUrl: ORIGIN };
    const answer = { code: 200, events_ingested: 1 };
    const proxy = nock(ORIGIN);
    proxy.post('/2/httpapi').reply(200, answer).post('/batch').reply(200, answer);
    proxy.post('/identify').reply(200, 'success').post('/usermap').reply(200, answer);
    proxy.get('/api/2/usersearch').query(true).reply(200, { matches: [] });
    proxy.post('/api/2/deletions/users').reply(200, [{ day: '2026-06-28', status: 'staging' }]);

    const sending = { options, settings: { endpoint } };
    await sendEvent('logEvent', completeEvent, sending);
    await sendEvent('logEvent', completeEvent, { ...sending, mapping: { use_batch_endpoint: true } });
    await sendEvent('identifyUser', completeEvent, sending);
    await sendEvent('mapUser', { userId: 'user-2', previousId: 'user-1' }, sending);
    const destination = new Destination(createAmplitudeDestination(options));
    await destination.testAuthentication(toSettings({ endpoint }));
    await destination.onDelete?.({ type: 'delete', userId: 'user-1' }, toSettings({ endpoint }));
    expect(proxy.isDone()).toBe(true);
  });

  it('compresses large event bodies when the host asks for it', async () => {
    const encodings: unknown[] = [];
    nock('https://api2.amplitude.com')
      .post('/2/httpapi')
      .times(2)
      .reply(function () {
        encodings.push(this.req.headers['content-encoding']);
        return [200, { code: 200, events_ingested: 1 }];
      });
    const large = { ...completeEvent, properties: { text: 'x'.repeat(5000) } };
    await sendEvent('logEvent', large, { options: { gzip: true } });
    await sendEvent('logEvent', large);
    expect(encodings.map(String)).toEqual(['gzip', 'undefined']);
  });
});
