import type { JSONLikeObject } from '@segment/actions-core';
import { EVENT_LISTS, FIELD_LISTS, type ListedKind } from './event-lists';
import type { Item } from './item';
import type { Outcome } from './outcome';

const LISTED: Record<ListedKind, { status: number; text: string }> = {
  silenced: { status: 400, text: 'Amplitude has silenced the device of the event' },
  'daily-quota': { status: 429, text: "The user or device is over Amplitude's daily quota" },
  rate: { status: 429, text: 'Amplitude throttles the user or device of the event' },
};

/** What becomes a part of each outcome. */
interface OutcomeParts {
  /** Amplitude's reason, redacted. */
  reason: string;
  redact: (text: string) => string;
  toOutcome: (status: number, message: string) => Outcome;
}

/**
 * The events that a 400 or 429 names, by their place in the request. HTTP V2 names only the first bad event of each
 * field; Batch names all. A refusal weighs more than a throttle, a daily quota more than a rate.
 */
export function readNamed(
  items: readonly Item[],
  body: JSONLikeObject,
  { reason, redact, toOutcome }: OutcomeParts,
): Map<number, Outcome> {
  const named = new Map<number, Outcome>();
  const name = (indexes: unknown[], outcome: Outcome) => {
    for (const index of indexes) {
      if (typeof index === 'number' && index in items && !named.has(index)) named.set(index, outcome);
    }
  };
  for (const { key, fault } of FIELD_LISTS) {
    for (const [field, indexes] of toEntries(body[key])) {
      const message = `Amplitude refused the event, whose ${redact(field)} ${fault}: ${reason}`;
      name(toList(indexes), toOutcome(400, message));
    }
  }
  for (const { key, by, kind } of EVENT_LISTS) {
    const listed = body[key];
    if (listed === undefined) continue;
    const indexes = by === 'index' ? toList(listed) : findIndexes(items, by, toIds(listed));
    if (indexes.length === 0) continue;
    const { status, text } = LISTED[kind];
    const outcome = toOutcome(status, `${text}: ${reason}`);
    name(indexes, kind === 'silenced' ? outcome : { ...outcome, throttle: kind });
  }
  return named;
}

function findIndexes(items: readonly Item[], key: 'user_id' | 'device_id', ids: Set<unknown>): number[] {
  return items.flatMap(({ object }, index) => (ids.has(object[key]) ? [index] : []));
}

function toIds(listed: unknown): Set<unknown> {
  return new Set(Array.isArray(listed) ? listed : toEntries(listed).map(([id]) => id));
}

function toEntries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
