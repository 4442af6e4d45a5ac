import { toEpochMs } from 'segment-actions-amplitude/api';

/** The flags that choose events. */
export interface FilterFlags {
  /** Epoch milliseconds: not before, and before. */
  since?: number | undefined;
  until?: number | undefined;
  /** Types of calls, such as `track`. */
  only?: readonly string[] | undefined;
  /** Names of track calls. */
  event?: readonly string[] | undefined;
}

/** Why the flags leave an event out; undefined for one to send. */
export type EventFilter = (event: Record<string, unknown>) => string | undefined;

export function toEventFilter({ since, until, only, event: names }: FilterFlags): EventFilter {
  const hasRange = since !== undefined || until !== undefined;
  return (event) => {
    const type = String(event.type).trim().toLowerCase();
    if (only !== undefined && !only.includes(type)) return `not of the types in --only: ${type}`;
    if (names !== undefined && !(type === 'track' && names.includes(String(event.event)))) {
      return 'not one of the events in --event';
    }
    if (!hasRange) return undefined;
    const time = timeOf(event);
    if (time === undefined) return 'without a time to compare with --since and --until';
    if (since !== undefined && time < since) return 'before --since';
    return until !== undefined && time >= until ? 'not before --until' : undefined;
  };
}

/** When the event happened, in epoch milliseconds, by the first of its times that can be read. */
export function timeOf(event: Record<string, unknown>): number | undefined {
  const { timestamp, originalTimestamp, receivedAt, sentAt } = event;
  return [timestamp, originalTimestamp, receivedAt, sentAt].reduce<number | undefined>(
    (found, value) => found ?? (value == null ? undefined : toEpochMs(value)),
    undefined,
  );
}
