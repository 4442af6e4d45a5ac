import { startAmplitudeEmulator, type AmplitudeEmulator, type EmulatorOptions } from '../../src/emulator';

/** A real-looking key and secret; the emulator takes any unless a test names one. */
export const API_KEY = '3e35f43dd9890521ec46628db3bfc6f3';
export const SECRET_KEY = 'f9c9b9e8652ea45aa377f299cea9192e';

const open: AmplitudeEmulator[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

export interface Received {
  status: number;
  contentType: string | null;
  text: string;
  /** The parsed body; undefined when it is not JSON. */
  body: unknown;
}

/** An emulator and a client of it over real HTTP; closed after the test. */
export async function startClient(options: EmulatorOptions = {}) {
  const emulator = await startAmplitudeEmulator(options);
  open.push(emulator);
  const send = async (path: string, init: RequestInit): Promise<Received> => {
    const response = await fetch(emulator.baseUrl + path, init);
    const text = await response.text();
    return {
      status: response.status,
      contentType: response.headers.get('content-type'),
      text,
      body: parse(text),
    };
  };
  const json = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const form = (path: string, params: Record<string, string>) =>
    send(path, { method: 'POST', body: new URLSearchParams(params) });
  return {
    emulator,
    send,
    json,
    form,
    upload: (events: unknown, path = '/2/httpapi', rest: object = {}) =>
      json(path, { api_key: API_KEY, events, ...rest }),
    identify: (identification: unknown, rest: Record<string, string> = {}) =>
      form('/identify', { api_key: API_KEY, identification: JSON.stringify(identification), ...rest }),
    groupIdentify: (identification: unknown) =>
      form('/groupidentify', { api_key: API_KEY, identification: JSON.stringify(identification) }),
    usermap: (mapping: unknown) => form('/usermap', { api_key: API_KEY, mapping: JSON.stringify(mapping) }),
    erase: (body: object, authorization = basic()) => json('/api/2/deletions/users', body, { authorization }),
    listDeletions: (start_day: string, end_day: string, authorization = basic()) =>
      send(`/api/2/deletions/users?${new URLSearchParams({ start_day, end_day }).toString()}`, {
        headers: { authorization },
      }),
    revokeDeletion: (amplitudeId: number, day: string, authorization = basic()) =>
      send(`/api/2/deletions/users/${amplitudeId}/${day}`, { method: 'DELETE', headers: { authorization } }),
    search: (user: string, authorization = basic()) =>
      send(`/api/2/usersearch?${new URLSearchParams({ user }).toString()}`, { headers: { authorization } }),
  };
}

export const basic = (key = API_KEY, secret = SECRET_KEY): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

/** An event of one user, good unless the overrides make it bad. */
export const event = (overrides: object = {}): object => ({
  event_type: 'Song Played',
  user_id: 'user-10001',
  ...overrides,
});

/** So many good events, each of a user of its own. */
export const events = (count: number, overrides: object = {}): object[] =>
  Array.from({ length: count }, (_, index) => event({ user_id: `user-${10_000 + index}`, ...overrides }));

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
