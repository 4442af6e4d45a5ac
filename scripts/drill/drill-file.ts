import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** What must become of an event; its messageId says it, so that every count can be checked without a list. */
export type Kind = 'valid' | 'refused' | 'no-id' | 'unreadable';

/**
 * One event in so many is invalid in each of three ways; the number is prime, so it falls on every kind of user. Few are
 * refused by Amplitude, since HTTP V2 names one a request and has the rest sent again.
 */
const EVERY = { refused: 997, 'no-id': 307, unreadable: 401 } as const;
const REFUSED_EVENT = 'Refused By Amplitude';
const USERS = 20_000;

function toKind(n: number): Kind {
  if (n % EVERY.unreadable === 0) return 'unreadable';
  if (n % EVERY['no-id'] === 0) return 'no-id';
  return n % EVERY.refused === 0 ? 'refused' : 'valid';
}

/** Of a messageId, or of an insert_id, which begins with it. */
export const expectedKind = (id: string): string => id.split(':')[0] ?? '';

export const isRefusedByAmplitude = (item: Record<string, unknown>): boolean =>
  item.event_type === REFUSED_EVENT;

/** Writes the file and says how many of its events are to be ingested and how many refused. */
export async function writeDrillFile(
  path: string,
  events: number,
): Promise<{ valid: number; invalid: number }> {
  const file = createWriteStream(path);
  let valid = 0;
  for (let n = 1; n <= events; n += 1) {
    const kind = toKind(n);
    if (kind === 'valid') valid += 1;
    const line = JSON.stringify(toEvent(n, kind));
    // Waiting now and then keeps a file of millions out of memory.
    if (!file.write(`${kind === 'unreadable' ? line.slice(0, -2) : line}\n`)) {
      await once(file, 'drain');
    }
  }
  file.end();
  await finished(file);
  return { valid, invalid: events - valid };
}

function toEvent(n: number, kind: Kind): Record<string, unknown> {
  const user = n % USERS;
  return {
    ...(kind === 'refused'
      ? { type: 'track', event: REFUSED_EVENT }
      : { type: n % 5 === 0 ? 'page' : 'track', event: 'Item Viewed', name: 'Home' }),
    messageId: `${kind}:${n}`,
    ...(kind === 'no-id' ? {} : { userId: `user-${user}`, anonymousId: `anonymous-${user}` }),
    timestamp: new Date(1_760_000_000_000 + n * 1000).toISOString(),
    properties: { number: n, category: 'books', path: `/items/${n}` },
    context: { ip: '203.0.113.7', locale: 'en-US', library: { name: 'analytics.js' } },
  };
}
