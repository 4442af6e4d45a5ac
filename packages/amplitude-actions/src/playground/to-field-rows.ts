import { isDeepStrictEqual } from 'node:util';
import type { FieldTrace, JsonObject } from 'segment-actions-amplitude/emulator';
import type {
  FieldExplanation,
  ItemExplanation,
  Notice,
  SubscriptionExplanation,
} from 'segment-actions-amplitude/runtime';
import { toLeaves, type Leaf } from './to-leaves';

/** What a row is made of: a value of the Amplitude object, the fields that decide about it, and where they read. */
interface Traced {
  to: string;
  after: unknown;
  fields: readonly FieldExplanation[];
  source: Leaf | undefined;
}

const isSame = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);
const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
/** The first part of a path: `user_properties` of `user_properties.$set.plan`. */
const firstOf = (path: string): string => /^[^.[]*/.exec(path)?.[0] ?? path;

/**
 * The explanation of one object as rows: each of its values beside the value of the event that it comes from, then what of
 * the event went into no object of the subscription. Which fields decide about a key, and which paths they read, is the
 * runtime's word; where a path holds an object, the row shows the value inside it that bears the same name.
 */
export function toFieldRows(
  event: JsonObject,
  explained: SubscriptionExplanation,
  item: ItemExplanation,
): FieldTrace[] {
  const all = explained.items.map((each) => traceItem(each, explained.fields));
  const traced = all[explained.items.indexOf(item)] ?? [];
  const used = new Set(all.flat().map(({ source }) => source?.[0]));
  const read = explained.fields.flatMap(({ field, sources }) =>
    sources.map(({ path }) => ({ field, path: toPlain(path) })),
  );
  const left = toLeaves(event)
    .filter(([path]) => !used.has(path))
    .map(([from, before]): FieldTrace & { field?: string } => {
      const field = read.find(({ path }) => isInside(from, path))?.field;
      return { from, before, how: toLeftOut(from, field), ...(field !== undefined && { field }) };
    });
  return withNotices(traced, left, explained.notices);
}

function traceItem({ object, fieldsByKey }: ItemExplanation, fields: readonly FieldExplanation[]): Traced[] {
  return toLeaves(object).map(([to, after]) => {
    const names = fieldsByKey[firstOf(to)] ?? [];
    const deciding = fields.filter(({ field }) => names.includes(field));
    return { to, after, fields: deciding, source: findSource(to, after, deciding) };
  });
}

/** Paths of a mapping begin with `$.`. */
const toPlain = (path: string): string => path.replace(/^\$\.?/, '');
const isInside = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);

function findSource(to: string, after: unknown, fields: readonly FieldExplanation[]): Leaf | undefined {
  const sources = fields.flatMap((field) => field.sources.filter(({ value }) => value !== undefined));
  const leaves = sources.flatMap(({ path, value }) => toLeaves(value, toPlain(path)));
  const named = leaves.filter(([path]) => lastOf(path) === lastOf(to));
  const equal = (each: Leaf): boolean => isSame(each[1], after);
  // Inside an object only what bears the name or the value belongs to the row.
  const whole = sources
    .map(({ path, value }): Leaf => [toPlain(path), value])
    .filter(([, value]) => !isGroup(value));
  return named.find(equal) ?? leaves.find(equal) ?? named[0] ?? (to === firstOf(to) ? whole[0] : undefined);
}

const isGroup = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Keys that the way from Segment needs, and Amplitude does not. */
const SEGMENT_KEYS = new Set(['type', 'sentAt', 'receivedAt', 'originalTimestamp', 'version', 'channel']);

function toLeftOut(path: string, field: string | undefined): string {
  if (SEGMENT_KEYS.has(firstOf(path)) || ['integrations', '_metadata'].includes(firstOf(path)))
    return 'for Segment, not sent';
  return field === undefined ? 'not mapped' : `read for ${field}, not sent`;
}

/** A notice stands at what was left out of its field, else at the first value that the field decides about. */
function withNotices(
  traced: readonly Traced[],
  left: readonly (FieldTrace & { field?: string })[],
  notices: readonly Notice[],
): FieldTrace[] {
  const rows: FieldTrace[] = [...traced.map(toRow), ...left.map(({ field: _, ...row }) => row)];
  for (const { field, text } of notices) {
    if (field === undefined) continue;
    const leftAt = left.findIndex((each) => each.field === field);
    const at =
      leftAt >= 0
        ? traced.length + leftAt
        : traced.findIndex(
            ({ to, fields }) => firstOf(to) === field || fields.some((each) => each.field === field),
          );
    const row = rows[at];
    if (row) row.notice = row.notice === undefined ? text : `${row.notice} ${text}`;
  }
  return rows;
}

function toRow({ to, after, fields, source }: Traced): FieldTrace {
  if (!source) return { to, after, how: toOrigin(fields) };
  const [from, before] = source;
  const reading = fields.filter(({ sources }) => sources.some(({ path }) => isInside(from, toPlain(path))));
  const names = reading.map(({ field }) => field);
  // Another key than the field's own: an operating system out of a user agent.
  const isMade = to === firstOf(to) && names.length > 0 && !names.includes(to) && !isSame(before, after);
  return {
    from,
    before,
    to,
    after,
    how: isMade ? `made from ${names.join(', ')}` : toHow(from, before, to, after),
  };
}

function toOrigin(fields: readonly FieldExplanation[]): string {
  if (fields.length === 0) return 'added by the library';
  const names = fields.map(({ field }) => field).join(', ');
  const isConstant = fields.every(({ sources }) => sources.length === 0);
  return isConstant ? `set by the mapping (${names})` : `made from ${names}`;
}

function toHow(from: string, before: unknown, to: string, after: unknown): string {
  const operation = /\.(\$\w+)\./.exec(to)?.[1];
  const moved = operation === undefined ? '' : `moved under ${operation}`;
  if (!isSame(before, after)) {
    const read = typeof before === typeof after ? 'changed' : `${typeof before} read as ${typeof after}`;
    return moved === '' ? read : `${read}, ${moved}`;
  }
  if (moved !== '') return moved;
  return lastOf(from) === lastOf(to) ? 'the same' : 'renamed';
}
