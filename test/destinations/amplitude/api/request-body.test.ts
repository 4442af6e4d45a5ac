import { gunzipSync } from 'node:zlib';
import { envelopeBytes, toRequestBody } from '../../../../src/destinations/amplitude/api/request-body';
import { API_KEY } from '../../../send-events';
import { toTestItems } from './to-test-items';

const objects = [{ user_id: 'user-1' }, { user_id: 'user-2', city: 'Köln & Bonn' }];

/** The parameters of a form, as a server reads them. */
function readForm(body: string | Uint8Array): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(String(body)));
}

describe(toRequestBody, () => {
  it.each(['httpapi', 'batch'] as const)('sends JSON to %s', (endpoint) => {
    const { body, headers } = toRequestBody({ endpoint, apiKey: API_KEY }, toTestItems(objects, endpoint));
    expect(JSON.parse(String(body))).toEqual({ api_key: API_KEY, events: objects });
    expect(headers).toEqual({ 'content-type': 'application/json' });
  });

  it('adds options only with a minimum id length', () => {
    const envelope = { endpoint: 'httpapi' as const, apiKey: API_KEY, minIdLength: 3 };
    const { body } = toRequestBody(envelope, toTestItems(objects));
    expect(JSON.parse(String(body))).toMatchObject({ options: { min_id_length: 3 } });
  });

  it.each([
    ['identify', 'identification'],
    ['groupidentify', 'identification'],
    ['usermap', 'mapping'],
  ] as const)('sends %s a form with JSON in "%s"', (endpoint, parameter) => {
    const items = toTestItems(objects, endpoint);
    const { body, headers } = toRequestBody({ endpoint, apiKey: API_KEY, minIdLength: 3 }, items);
    const { [parameter]: list = '', ...rest } = readForm(body);
    expect(JSON.parse(list)).toEqual(objects);
    expect(rest).toEqual({ api_key: API_KEY, options: '{"min_id_length":3}' });
    expect(headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' });
  });

  it('sends a single identification as an object, and a single one of the others in a list', () => {
    const only = objects.slice(0, 1);
    const send = (endpoint: 'identify' | 'groupidentify' | 'usermap') =>
      readForm(toRequestBody({ endpoint, apiKey: API_KEY }, toTestItems(only, endpoint)).body);
    expect(send('identify')).toEqual({ api_key: API_KEY, identification: '{"user_id":"user-1"}' });
    expect(send('groupidentify')).toEqual({ api_key: API_KEY, identification: '[{"user_id":"user-1"}]' });
    expect(send('usermap')).toEqual({ api_key: API_KEY, mapping: '[{"user_id":"user-1"}]' });
  });

  it('compresses JSON over 2 KiB when told to, and nothing else', () => {
    const large = toTestItems([{ text: 'x'.repeat(3000) }]);
    const envelope = { endpoint: 'httpapi' as const, apiKey: API_KEY };
    const plain = toRequestBody(envelope, large);
    const zipped = toRequestBody(envelope, large, true);
    expect(zipped.headers).toEqual({ 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(gunzipSync(Buffer.from(zipped.body)).toString()).toBe(plain.body);
    expect(toRequestBody(envelope, toTestItems(objects), true)).toEqual(
      toRequestBody(envelope, toTestItems(objects)),
    );
    const form = toTestItems([{ text: 'x'.repeat(3000) }], 'identify');
    expect(toRequestBody({ endpoint: 'identify', apiKey: API_KEY }, form, true).headers).not.toHaveProperty(
      'content-encoding',
    );
  });
});

describe(envelopeBytes, () => {
  it.each(['httpapi', 'batch', 'identify', 'groupidentify', 'usermap'] as const)(
    'counts what the body of %s has around its objects',
    (endpoint) => {
      const envelope = { endpoint, apiKey: `${API_KEY}&é`, minIdLength: 3 };
      const items = toTestItems(objects, endpoint);
      const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
      const body = Buffer.byteLength(String(toRequestBody(envelope, items).body));
      const separator = endpoint === 'httpapi' || endpoint === 'batch' ? ','.length : 0;
      expect(envelopeBytes(envelope)).toBe(body - bytes - separator);
    },
  );
});
