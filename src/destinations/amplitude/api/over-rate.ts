import { toOrderKeys, type EncodedItem } from './item';
import { mostOfOneId } from './rates';

/** Throttled items that must not go out together again. */
export interface OverRate {
  /** What Amplitude takes now, if it took nothing of these ids before. */
  fitting: EncodedItem[];
  /** A payload that is over the rate by itself: at the endpoint for many events it is not. */
  forBatch: EncodedItem[];
}

/**
 * Sorts items of which Amplitude has throttled the user or the device. When there are more of one than its rate allows
 * within 30 seconds (HTTP V2 and Batch Event Upload, 429), all would be refused each time they are sent together: the
 * first of them arrive by themselves, and those behind them in a later call, so that tries come to an end. One payload's
 * items stay together, and no later one of the user overtakes. Undefined where the rate leaves room for all.
 */
export function findOverRate(items: readonly EncodedItem[]): OverRate | undefined {
  if (items.length <= mostOfOneId('httpapi')) return undefined;
  const call = { counts: new Map<string, number>(), blocked: new Set<string>() };
  const sorted: Record<Verdict, EncodedItem[]> = { fits: [], waits: [], alone: [] };
  for (const ofPayload of byPayload(items)) sorted[judge(ofPayload, call)].push(...ofPayload);
  if (sorted.waits.length === 0 && sorted.alone.length === 0) return undefined;
  return {
    fitting: sorted.fits,
    forBatch: sorted.alone.filter(({ endpoint }) => endpoint === 'httpapi'),
  };
}

type Verdict = 'fits' | 'waits' | 'alone';

/** What was let through by id, and whom nobody may overtake. */
interface Admitted {
  counts: Map<string, number>;
  blocked: Set<string>;
}

/** Counts a payload in, or says why it does not go now. */
function judge(items: readonly EncodedItem[], { counts, blocked }: Admitted): Verdict {
  const own = countIds(items);
  const keys = items.flatMap(toOrderKeys);
  const isFree = !keys.some((key) => blocked.has(key));
  if (isFree && own.some(({ count, most }) => count > most)) return 'alone';
  if (isFree && own.every(({ id, count, most }) => count + (counts.get(id) ?? 0) <= most)) {
    for (const { id, count } of own) counts.set(id, count + (counts.get(id) ?? 0));
    return 'fits';
  }
  for (const key of keys) blocked.add(key);
  return 'waits';
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
