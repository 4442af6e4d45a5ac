import type { JSONLikeObject } from '@segment/actions-core';
import type { Item } from './item';
import type { Outcome, ToOutcome } from './outcome';

/** Lists of field → indexes. `events_with_invalid_id_lengths` is not documented; Amplitude's own SDKs handle it. */
const REFUSALS = [
  ['events_with_invalid_fields', 'is invalid'],
  ['events_with_missing_fields', 'is missing'],
  ['events_with_invalid_id_lengths', 'is too short'],
] as const;

/**
 * The events that a 400 or 429 names, by index. HTTP V2 names only the first bad event of each field; Batch names all.
 * A refusal weighs more than a throttle, a daily quota more than a rate.
 */
export function readNamed(
  items: Item[],
  body: JSONLikeObject,
  reason: string,
  outcome: ToOutcome,
): Map<number, Outcome> {
  const named = new Map<number, Outcome>();
  const name = (indexes: unknown[], result: Outcome) => {
    for (const index of indexes) {
      if (typeof index === 'number' && index in items && !named.has(index)) named.set(index, result);
    }
  };
  for (const [key, fault] of REFUSALS) {
    for (const [field, indexes] of entries(body[key])) {
      name(list(indexes), outcome(400, `Amplitude refused the event, whose ${field} ${fault}: ${reason}`));
    }
  }
  const silenced = outcome(400, `Amplitude has silenced the device of the event: ${reason}`);
  name(list(body.silenced_events), silenced);
  name(indexesOf(items, [], list(body.silenced_devices)), silenced);

  const overQuota = outcome(429, `The user or device is over Amplitude's daily quota: ${reason}`);
  name(
    indexesOf(items, keys(body.exceeded_daily_quota_users), keys(body.exceeded_daily_quota_devices)),
    overQuota,
  );

  const throttled = outcome(429, `Amplitude throttles the user or device of the event: ${reason}`);
  name(list(body.throttled_events), throttled);
  name(indexesOf(items, keys(body.throttled_users), keys(body.throttled_devices)), throttled);
  return named;
}

function indexesOf(items: Item[], users: unknown[], devices: unknown[]): number[] {
  if (users.length === 0 && devices.length === 0) return [];
  const userIds = new Set(users);
  const deviceIds = new Set(devices);
  return items.flatMap(({ object }, index) =>
    userIds.has(object.user_id) || deviceIds.has(object.device_id) ? [index] : [],
  );
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function keys(value: unknown): string[] {
  return entries(value).map(([key]) => key);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
