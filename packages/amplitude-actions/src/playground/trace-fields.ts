import { isJsonObject } from 'segment-actions-amplitude/api';
import type { JsonObject, FieldTrace } from 'segment-actions-amplitude/emulator';

/** A value and its path. */
type Leaf = [path: string, value: unknown];

const MOST_LEAVES = 500;

/** The values of an object with their paths, lists as a whole. */
export function toLeaves(object: JsonObject, prefix = ''): Leaf[] {
  const leaves = Object.entries(object).flatMap(([key, value]): Leaf[] =>
    isJsonObject(value) && Object.keys(value).length > 0
      ? toLeaves(value, `${prefix}${key}.`)
      : [[prefix + key, value]],
  );
  return leaves.slice(0, MOST_LEAVES);
}

/** Every path that a mapping reads, in the order it is written. */
function toPaths(mapping: unknown): string[] {
  if (Array.isArray(mapping)) return mapping.flatMap(toPaths);
  if (!isJsonObject(mapping)) return [];
  return Object.entries(mapping).flatMap(([key, value]) =>
    key === '@path' && typeof value === 'string' ? [value.replace(/^\$\./, '')] : toPaths(value),
  );
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
/** The field of a wire path: `user_properties` of `user_properties.$set.plan`. */
const fieldOf = (path: string): string => path.split('.')[0] ?? path;

/**
 * Tells for each value of an Amplitude object where in the Segment event it came from, and which values of the event went
 * nowhere. The mapping says which paths a field reads; among them the value that is equal is the source.
 */
export function traceFields(
  event: JsonObject,
  mapping: JsonObject,
  item: JsonObject,
  notices: ReadonlyMap<string, string>,
): FieldTrace[] {
  const given = toLeaves(event);
  const used = new Set<string>();
  const traces = toLeaves(item).map(([to, after]) => {
    const source = findSource(to, after, given, toPaths(mapping[fieldOf(to)]));
    if (source) used.add(source[0]);
    const notice = notices.get(fieldOf(to));
    return toTrace(to, after, source, notice, mapping);
  });
  const left = given
    .filter(([path]) => !used.has(path))
    .map(([from, before]): FieldTrace => ({ from, before, how: toLeftOut(from) }));
  return [...traces, ...left];
}

const HOST_KEYS = new Set([
  'type',
  'messageId',
  'sentAt',
  'receivedAt',
  'originalTimestamp',
  'version',
  'channel',
  'writeKey',
]);

const toLeftOut = (path: string): string =>
  HOST_KEYS.has(fieldOf(path)) || path.startsWith('integrations.') || path.startsWith('_metadata.')
    ? 'for Segment, not sent'
    : 'not mapped';

function findSource(
  to: string,
  after: unknown,
  given: readonly Leaf[],
  paths: readonly string[],
): Leaf | undefined {
  const mapped = given.filter(([path]) =>
    paths.some((source) => path === source || path.startsWith(`${source}.`)),
  );
  const named = (leaves: readonly Leaf[]): Leaf | undefined =>
    leaves.find(([path]) => lastOf(path) === lastOf(to));
  const equal = mapped.filter(([, value]) => isSame(value, after));
  const exact = paths.flatMap((path) => mapped.filter(([each]) => each === path));
  // A default or the library's own reading: the same value anywhere else in the event.
  const anywhere = after === true || after === false ? [] : given.filter(([, value]) => isSame(value, after));
  return named(equal) ?? equal[0] ?? named(mapped) ?? exact[0] ?? named(anywhere) ?? anywhere[0];
}

function toTrace(
  to: string,
  after: unknown,
  source: Leaf | undefined,
  notice: string | undefined,
  mapping: JsonObject,
): FieldTrace {
  const known = notice === undefined ? {} : { notice };
  if (!source) {
    const isConstant = mapping[fieldOf(to)] !== undefined && toPaths(mapping[fieldOf(to)]).length === 0;
    return { to, after, how: isConstant ? 'set by the mapping' : 'added by the library', ...known };
  }
  const [from, before] = source;
  return { from, before, to, after, how: toHow(from, before, to, after), ...known };
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
