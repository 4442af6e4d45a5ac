import { toOrderKeys, type EncodedItem } from './item';
import type { Outcome } from './outcome';
import { mostOfOneId, WINDOW_SECONDS } from './rates';

/** What is not sent in this call, and the answer for it. */
export interface HeldItem {
  item: EncodedItem;
  outcome: Outcome;
}

/**
 * The items that Amplitude could not take in this call: more of one user or device than their endpoint allows within
 * 30 seconds (HTTP V2 and Batch Event Upload, 429). Sent together, all would be refused, each time again. Held back,
 * what is before them arrives now and they in a later call: tries come to an end. One payload's items stay together, and
 * no later one of the user overtakes.
 */
export function findOverRate(items: readonly EncodedItem[]): HeldItem[] {
  if (items.length <= mostOfOneId('httpapi')) return [];
  const call = { counts: new Map<string, number>(), blocked: new Set<string>() };
  const held: HeldItem[] = [];
  for (const ofPayload of byPayload(items)) {
    const outcome = admit(ofPayload, call);
    if (outcome !== undefined) held.push(...ofPayload.map((item) => ({ item, outcome })));
  }
  return held;
}

/** What of a call was let through by id, and whom nobody may overtake. */
interface Admitted {
  counts: Map<string, number>;
  blocked: Set<string>;
}

/** Counts a payload in, or answers why it does not go. */
function admit(items: readonly EncodedItem[], { counts, blocked }: Admitted): Outcome | undefined {
  const own = countIds(items);
  const alone = own.find(({ count, most }) => count > most);
  if (alone !== undefined) return tooMany(alone.count, alone.most);
  const keys = items.flatMap(toOrderKeys);
  const over = own.find(({ id, count, most }) => count + (counts.get(id) ?? 0) > most);
  if (over === undefined && !keys.some((key) => blocked.has(key))) {
    for (const { id, count } of own) counts.set(id, count + (counts.get(id) ?? 0));
    return undefined;
  }
  for (const key of keys) blocked.add(key);
  return mustWait(over?.most ?? mostOfOneId('httpapi'));
}

interface IdCount {
  /** A user or a device at an endpoint. */
  id: string;
  count: number;
  most: number;
}

/** How many items of a payload are of one user or device; endpoints count by themselves. */
function countIds(items: readonly EncodedItem[]): IdCount[] {
  const counts = new Map<string, IdCount>();
  for (const { endpoint, object } of items) {
    const most = mostOfOneId(endpoint);
    if (most === Infinity) continue;
    for (const key of ['user_id', 'device_id'] as const) {
      if (typeof object[key] !== 'string') continue;
      const id = `${endpoint} ${key} ${object[key]}`;
      const known = counts.get(id);
      if (known) known.count += 1;
      else counts.set(id, { id, count: 1, most });
    }
  }
  return [...counts.values()];
}

function byPayload(items: readonly EncodedItem[]): EncodedItem[][] {
  const payloads = new Map<number, EncodedItem[]>();
  for (const item of items) {
    const known = payloads.get(item.payloadIndex);
    if (known) known.push(item);
    else payloads.set(item.payloadIndex, [item]);
  }
  return [...payloads.values()];
}

function mustWait(most: number): Outcome {
  const message = `Not sent yet: Amplitude takes ${most} events of one user or device within ${WINDOW_SECONDS} seconds, and this call holds more.`;
  return { status: 429, message, throttle: 'rate' };
}

function tooMany(count: number, most: number): Outcome {
  const message = `The event becomes ${count} events of one user, more than the ${most} that Amplitude takes within ${WINDOW_SECONDS} seconds. Not sent.`;
  return { status: 413, message };
}
