import { isDeepStrictEqual } from 'node:util';
import type { Mapped } from '../../destinations/amplitude/api/deliver-payloads';
import type { RawPayload } from '../compile-mapping/compile-mapping';
import type { ItemExplanation } from './explanation';

type ToItems = (payload: RawPayload) => Mapped;

/** The insert id is made from the whole object: only the fields that it is for are told. */
const FIELDS_OF_INSERT_ID: ReadonlySet<string> = new Set(['insert_id', 'message_id']);

/**
 * Which fields decide about each key of what is sent: every field is left out once, and what then changes is its own. So
 * no table has to be kept beside the mapping, and none can be wrong.
 */
export function traceKeys(payload: RawPayload, toItems: ToItems): ItemExplanation[] {
  const items = toItems(payload).items.map(({ endpoint, object }) => ({
    endpoint,
    object,
    fieldsByKey: Object.fromEntries(Object.keys(object).map((key) => [key, [] as string[]])),
  }));
  for (const field of Object.keys(payload)) {
    const changed = mapWithout(field, payload, toItems)?.items ?? [];
    items.forEach(({ object, fieldsByKey }, index) => {
      const other = changed[index]?.object;
      for (const key of Object.keys(object)) {
        // Without the field there is no object at all, which tells nothing about its other keys.
        if (other === undefined && key !== field) continue;
        if (key === 'insert_id' && !FIELDS_OF_INSERT_ID.has(field)) continue;
        if (!isDeepStrictEqual(object[key], other?.[key])) fieldsByKey[key]?.push(field);
      }
    });
  }
  for (const { object, fieldsByKey } of items) addStandIns(object, fieldsByKey, payload);
  return items;
}

/** Where two fields hold the same value, leaving out one changes nothing, since the other stands in: both are told. */
function addStandIns(object: object, fieldsByKey: Record<string, string[]>, payload: RawPayload): void {
  for (const [key, value] of Object.entries(object)) {
    const fields = fieldsByKey[key];
    if (fields?.length !== 0 || key === 'insert_id') continue;
    const holding = Object.keys(payload).filter((field) => isDeepStrictEqual(payload[field], value));
    fields.push(...(typeof value === 'boolean' ? [] : holding));
  }
}

/** What is sent without a field; with another value where the event cannot go without it. */
function mapWithout(field: string, payload: RawPayload, toItems: ToItems): Mapped | undefined {
  for (const value of [undefined, `${String(payload[field])} 2`]) {
    try {
      return toItems({ ...payload, [field]: value });
    } catch {
      // Required: the next value.
    }
  }
  return undefined;
}
