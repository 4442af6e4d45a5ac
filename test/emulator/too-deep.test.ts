import { isTooDeep } from '../../src/emulator/is-too-deep';
import { API_KEY, event, startClient } from './emulator-client';

const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const TOO_DEEP = /nested more than 1,000 levels deep/;

it.each([
  [999, false],
  [1_000, false],
  [1_001, true],
  [200_000, true],
])('%i levels are too deep: %s', (levels, expected) => {
  expect(isTooDeep(nested(levels))).toBe(expected);
  expect(isTooDeep('['.repeat(levels) + ']'.repeat(levels))).toBe(expected);
});

it('counts no bracket inside text, and none that was closed', () => {
  expect(isTooDeep(JSON.stringify({ text: `"\\${'['.repeat(5_000)}` }))).toBe(false);
  expect(isTooDeep(JSON.stringify(Array.from({ length: 5_000 }, () => [{}])))).toBe(false);
  expect(isTooDeep(`"${'['.repeat(5_000)}`)).toBe(false);
});

const deep = nested(5_000);
const uploadOf = (member: string) =>
  `{"api_key":"${API_KEY}","events":[{"user_id":"listener-1","event_type":"Deep","${member}":${deep}}]}`;
const formOf = (member: string, more: string) => new URLSearchParams({ api_key: API_KEY, [member]: more });
const asBasic = `Basic ${Buffer.from(`${API_KEY}:secret`).toString('base64')}`;

it.each<[name: string, path: string, init: RequestInit]>([
  ['an upload', '/2/httpapi', { method: 'POST', body: uploadOf('event_properties') }],
  ['a batch', '/batch', { method: 'POST', body: uploadOf('user_properties') }],
  ['a list of events', '/2/httpapi', { method: 'POST', body: `{"events":${'['.repeat(5_000)}` }],
  ['an identification', '/identify', { method: 'POST', body: formOf('identification', deep) }],
  ['a group identification', '/groupidentify', { method: 'POST', body: formOf('identification', deep) }],
  ['a mapping', '/usermap', { method: 'POST', body: formOf('mapping', deep) }],
  [
    'a deletion',
    '/api/2/deletions/users',
    { method: 'POST', headers: { authorization: asBasic }, body: `{"user_ids":${deep}}` },
  ],
  ['a fault', '/__emulator/faults', { method: 'POST', body: deep }],
  ['an event of the workbench', '/__emulator/try', { method: 'POST', body: `{"event":${deep}}` }],
])('answers 400 with one sentence to %s of 5,000 levels', async (_, path, init) => {
  const { emulator, send, upload } = await startClient({ strict: true });

  const answer = await send(path, init);

  expect([answer.status, answer.text]).toEqual([400, expect.stringMatching(TOO_DEEP)]);
  expect((await upload([event()])).status).toBe(200);
  expect(emulator.events).toHaveLength(1);
});

it('answers what a fault says, however deep that is', async () => {
  const { emulator, upload } = await startClient({ page: true });
  emulator.addFault({ action: { status: 503, body: '['.repeat(5_000) } });

  expect((await upload([event()])).status).toBe(503);
});

it('keeps an event of 1,000 levels, of which Amplitude keeps 40', async () => {
  const { emulator, send } = await startClient({ strict: true, page: true });

  const body = `{"api_key":"${API_KEY}","events":[{"user_id":"listener-1","event_type":"Deep","event_properties":${nested(990)}}]}`;
  expect((await send('/2/httpapi', { method: 'POST', body })).status).toBe(200);

  expect(JSON.stringify(emulator.events[0]).split('{').length).toBeLessThan(45);
  expect((await send('/__emulator/events', {})).status).toBe(200);
  expect((await send('/__emulator/rows?q=a', {})).status).toBe(200);
  expect((await send('/__emulator/events/latest', {})).status).toBe(200);
});
