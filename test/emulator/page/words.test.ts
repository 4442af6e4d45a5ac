import { toActionWords, toWhenWords } from '../../../src/emulator/page/fault-words';
import { flatten } from '../../../src/emulator/page/flatten';
import {
  plural,
  toEventPath,
  toGroupPath,
  toShort,
  toTime,
  toUserPath,
} from '../../../src/emulator/page/format';
import { pack, unpack } from '../../../src/emulator/page/fragment';

describe('a fault in words', () => {
  it.each([
    [{ status: 503 }, '503: not ingested'],
    [{ status: 418 }, '418: not ingested'],
    [{ statusAfterIngestion: 502 }, '502: ingested all the same'],
    [{ latencyMs: 40 }, '40 ms late'],
    [{ drop: 'after-ingestion' }, 'Connection dropped, ingested'],
    [{ status: 500, body: 'x' }, '500: not ingested'],
  ])('says what %j does', (action, words) => {
    expect(toActionWords({ action })).toBe(words);
  });

  it.each([
    [{}, 'every request'],
    [{ path: '/batch', every: 10 }, 'every tenth request to /batch'],
    [{ nth: 1, times: 1 }, 'the next request'],
    [{ times: 1, nth: 1 }, 'the next request'],
    [{ nth: 7 }, 'request number 7'],
    [{ every: 3, times: 2 }, 'one request of 3, at most 2 times'],
    [{ probability: 0.05 }, '5 % of requests, by chance'],
  ])('says when %j happens', (when, words) => {
    expect(toWhenWords(when)).toBe(words);
  });
});

it('shows an object as rows, its properties one by one', () => {
  expect(flatten({ user_id: 'a', event_properties: { b: 1, c: { d: 2 } }, groups: {} })).toEqual([
    ['user_id', 'a'],
    ['event_properties.b', 1],
    ['event_properties.c', { d: 2 }],
    ['groups', {}],
  ]);
  expect(flatten(undefined)).toEqual([]);
  expect(flatten('half a body')).toEqual([['', 'half a body']]);
});

it('writes counts, times and long values short', () => {
  expect([plural(1, 'row'), plural(1_204, 'row')]).toEqual(['1 row', '1,204 rows']);
  expect(toTime(new Date(2026, 5, 16, 9, 5, 7, 42).getTime())).toBe('09:05:07.042');
  expect(toShort('x'.repeat(200), 10)).toBe('"xxxxxxxxx…');
  expect(toShort(undefined)).toBe('–');
});

it('makes addresses that any id fits in', () => {
  expect(toEventPath('run-1')).toBe('/events/run-1');
  expect(toUserPath('a/b?', 'phone')).toBe('/users/a%2Fb%3F');
  expect(toUserPath(null, 'phone 1')).toBe('/users/device/phone%201');
  expect(toGroupPath('org', 'ä')).toBe('/groups/org/%C3%A4');
});

it('packs a case into an address and back, and refuses what is none', async () => {
  const text = JSON.stringify({ event: 'Käse 🧀'.repeat(500) });
  const packed = await pack(text);
  expect(packed).toMatch(/^[\w-]+$/);
  expect(packed.length).toBeLessThan(text.length / 10);
  expect(await unpack(packed)).toBe(text);
  await expect(unpack('nothing')).rejects.toThrow();
});
