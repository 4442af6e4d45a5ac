import nock from 'nock';
import { createRequestClient, type JSONObject, type Logger } from '@segment/actions-core';
import { createAmplitudeDestination } from '../../../src';
import { expectNoRealRequests } from '../../answer-as-amplitude';
import { API_KEY, CLOUD_ACTIONS, SECRET_KEY, type CloudAction } from '../../send-events';

expectNoRealRequests();

/** As upstream hosts do it, the same object is payload and settings; it also holds what nobody asked for. */
const payloadAndSettings = {
  apiKey: API_KEY,
  secretKey: SECRET_KEY,
  endpoint: 'north_america',
  foreign_key: 'foreign-value',
  user_id: 'user-7f3a21',
  device_id: 'none',
  event_type: 'Song Played',
  event_properties: { title: 'Blue in Green' },
  user_properties: { plan: 'pro' },
  products: [{ name: 'Uno', price: 'free' }],
  price: 'free',
  add: { songs: 'many' },
  group_type: 'company',
  group_value: 'Acme',
  group_properties: { plan: 'team' },
  global_user_id: 'user-8c4b32',
  userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 9_1 like Mac OS X)',
  userAgentParsing: true,
  includeRawUserAgent: true,
} satisfies JSONObject;

/** Reference: Amplitude HTTP V2, Identify, Group Identify and User Mapping, the keys of one object. */
const DOCUMENTED: Record<string, readonly string[]> = {
  events: [
    ...['user_id', 'device_id', 'event_type', 'time', 'event_properties', 'user_properties', 'groups'],
    ...['app_version', 'platform', 'os_name', 'os_version', 'device_brand', 'device_manufacturer'],
    ...['device_model', 'carrier', 'country', 'region', 'city', 'dma', 'language', 'price', 'quantity'],
    ...['revenue', 'productId', 'revenueType', 'currency', 'location_lat', 'location_lng', 'ip', 'idfa'],
    ...['idfv', 'adid', 'android_id', 'event_id', 'session_id', 'insert_id', 'library', 'user_agent'],
    ...['plan', 'partner_id', 'android_app_set_id', 'ingestion_metadata', '$skip_user_properties_sync'],
  ],
  '/identify': [
    ...['user_id', 'device_id', 'user_properties', 'groups', 'app_version', 'platform', 'os_name'],
    ...['os_version', 'device_brand', 'device_manufacturer', 'device_model', 'carrier', 'country', 'region'],
    ...['city', 'dma', 'language', 'paying', 'start_version', 'insert_id', 'time', 'library', 'user_agent'],
  ],
  '/groupidentify': ['group_type', 'group_value', 'group_properties', 'library'],
  '/usermap': ['user_id', 'global_user_id', 'unmap'],
};

interface Witnessed {
  /** Each object that left, with the path it went to. */
  left: { path: string; object: JSONObject }[];
  /** All that the host gets to see: answers, errors, logs and counters. */
  told: string;
}

/** Runs an action against a server that always answers the same, and writes down all that comes out of it. */
async function witness(action: CloudAction, status: number, body: string | object): Promise<Witnessed> {
  const left: Witnessed['left'] = [];
  const told: unknown[] = [];
  nock(/amplitude\.com/)
    .persist()
    .post(/.*/)
    .reply((path, requestBody) => {
      left.push(...readObjects(path, requestBody));
      return [status, body];
    });
  const tell = (...said: unknown[]) => void told.push(said);
  const logger = { debug: tell, info: tell, warn: tell, error: tell } as Partial<Logger> as Logger;
  const statsClient = { incr: tell };
  const { perform, performBatch } = createAmplitudeDestination().actions[action] ?? {};
  const settings = payloadAndSettings;
  const host = { settings, logger, statsContext: { statsClient, tags: [] } };
  const input = host as object as Parameters<NonNullable<typeof perform>>[1];
  try {
    told.push(await perform?.(createRequestClient(), { ...input, payload: payloadAndSettings }));
  } catch (error) {
    if (error instanceof Error) told.push({ ...error, message: error.message, stack: error.stack });
  }
  const payload = [payloadAndSettings, payloadAndSettings];
  told.push(await performBatch?.(createRequestClient(), { ...input, payload, audienceMembership: [] }));
  nock.cleanAll();
  return { left, told: JSON.stringify(told) };
}

/** The Amplitude objects of a request; what stands around them is the key's own place. */
function readObjects(path: string, body: unknown): Witnessed['left'] {
  const parameters =
    typeof body === 'string' ? Object.fromEntries(new URLSearchParams(body)) : (body as JSONObject);
  const text = parameters.identification ?? parameters.mapping;
  const list = (typeof text === 'string' ? JSON.parse(text) : parameters.events) as JSONObject | JSONObject[];
  return [list].flat().map((object) => ({ path, object }));
}

const ANSWERS: [status: number, body: string | object][] = [
  [200, 'success'],
  [200, { code: 200, events_ingested: 0, echo: `${API_KEY} ${SECRET_KEY}` }],
  [200, `missing_event, api_key=${API_KEY}`],
  [400, { code: 400, error: `Invalid API key: ${API_KEY}` }],
  [400, { code: 400, error: `No ${API_KEY}`, missing_field: API_KEY }],
  [400, { code: 400, error: 'Bad', events_with_invalid_fields: { [API_KEY]: [0] } }],
  [400, `api_key=${API_KEY}&secret=${SECRET_KEY}`],
  [401, `Unknown ${API_KEY}`],
  [403, { code: 403, error: `Forbidden: ${JSON.stringify({ api_key: API_KEY })}` }],
  [413, `Too large: ${'x'.repeat(175)}${API_KEY}`],
  [429, { code: 429, error: `Slow down ${API_KEY}`, throttled_events: [0] }],
  [500, `<html>${API_KEY}</html>`],
  [503, Buffer.from(`${API_KEY}:${SECRET_KEY}`).toString('base64')],
];

describe.each(CLOUD_ACTIONS)('%s', (action) => {
  it('sends nothing but what Amplitude documents, even if its payload holds the settings', async () => {
    const { left } = await witness(action, 200, 'success');
    expect(left.length).toBeGreaterThan(0);
    for (const { path, object } of left) {
      const documented = DOCUMENTED[path] ?? DOCUMENTED.events ?? [];
      expect(Object.keys(object).filter((key) => !documented.includes(key))).toEqual([]);
      expect(Object.values(object)).not.toContain(null);
    }
    expect(JSON.stringify(left)).not.toMatch(new RegExp(`foreign|${API_KEY}|${SECRET_KEY}`));
  });

  it.each(ANSWERS)('keeps the keys to itself after a %i with %p', async (status, body) => {
    const { told, left } = await witness(action, status, body);
    expect(left.length).toBeGreaterThan(0);
    expect(told).not.toContain(API_KEY.slice(0, 10));
    expect(told).not.toContain(SECRET_KEY.slice(0, 10));
    expect(told).not.toContain(Buffer.from(API_KEY).toString('base64').slice(0, 10));
  });
});
