import type { ClassicDifference, EventComparison } from './event-comparison';
import type { RawDifference } from './differences';

/** How often one kind of difference occurs, and where first. */
export interface DifferenceCount {
  kind: string;
  isDocumented: boolean;
  /** Whether any of them rests on an uncertain rule of the model. */
  isUncertain: boolean;
  why: string;
  count: number;
  first: FirstDifference;
}

/** The first difference of its kind, and the event that has it. */
export interface FirstDifference extends RawDifference {
  /** Position of the event among those that were given, from 0. */
  index: number;
  messageId?: string;
}

/** The kinds of difference: money first, then those that are not documented, then by how often they occur. */
export function countKinds(events: readonly EventComparison[]): DifferenceCount[] {
  const counts = new Map<string, DifferenceCount>();
  for (const event of events) {
    for (const difference of event.differences) count(counts, difference, event);
  }
  return [...counts.values()].sort(
    (a, b) =>
      Number(b.kind === 'money') - Number(a.kind === 'money') ||
      Number(a.isDocumented) - Number(b.isDocumented) ||
      b.count - a.count,
  );
}

function count(
  counts: Map<string, DifferenceCount>,
  { kind, isDocumented, why, rule, ...difference }: ClassicDifference,
  { index, messageId }: EventComparison,
): void {
  const known = counts.get(kind);
  if (known !== undefined) {
    known.count += 1;
    known.isUncertain ||= rule.uncertain;
    return;
  }
  const first = { index, ...(messageId !== undefined && { messageId }), ...difference };
  counts.set(kind, { kind, isDocumented, why, isUncertain: rule.uncertain, count: 1, first });
}
