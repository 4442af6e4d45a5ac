import { API_KEY, event, startClient } from './emulator-client';

const ORIGIN = 'https://shop.example';
const preflight = (headers: Record<string, string> = {}) => ({
  method: 'OPTIONS',
  headers: { origin: ORIGIN, 'access-control-request-method': 'POST', ...headers },
});

it.each(['/2/httpapi', '/batch', '/identify', '/groupidentify', '/usermap'])(
  'lets pages of any origin send to %s',
  async (path) => {
    const { emulator } = await startClient();
    const asked = { 'access-control-request-headers': 'content-encoding,content-type' };

    const answer = await fetch(emulator.baseUrl + path, preflight(asked));

    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-headers')).toBe('content-encoding,content-type');
    expect(emulator.exchanges).toEqual([]);
  },
);

it('lets a page read every answer, refusals included, and reach this machine', async () => {
  const { emulator } = await startClient({ faults: [{ nth: 2, action: { status: 500 } }] });
  const send = (body: string) => fetch(`${emulator.baseUrl}/2/httpapi`, { method: 'POST', body });
  const good = JSON.stringify({ api_key: API_KEY, events: [event()] });

  for (const [body, status] of [
    [good, 200],
    [good, 500],
    ['{', 400],
  ] as const) {
    const answer = await send(body);
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([status, '*']);
  }
  const asked = preflight({ 'access-control-request-private-network': 'true' });
  const answer = await fetch(`${emulator.baseUrl}/2/httpapi`, asked);
  expect(answer.headers.get('access-control-allow-private-network')).toBe('true');
});

it.each([
  '/api/2/usersearch',
  '/api/2/deletions/users',
  '/api/2/usermap',
  '/',
  '/nothing',
  '/__emulator/events',
])('gives no page of another origin leave to read %s', async (path) => {
  const { emulator } = await startClient();

  for (const request of [preflight(), { headers: { origin: ORIGIN } }]) {
    const answer = await fetch(emulator.baseUrl + path, request);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  }
});
