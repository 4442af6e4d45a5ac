import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from 'segment-actions-amplitude/api';
import type { WireCall } from '../model/wire-call';

/** One thing that the two destinations say differently. */
export interface RawDifference {
  /** The event or call that it is in, such as `Viewed Home Page`. */
  call: string;
  /** Dotted path on the wire (`user_properties.$set.plan`), or `call event:<name>` for a call that one side lacks. */
  path: string;
  /** What Classic sends; absent when it sends nothing there. */
  classic?: unknown;
  /** What the new subscriptions send; absent when they send nothing there. */
  actions?: unknown;
}

/** Every leaf, and every whole call, in which the two differ. Calls are matched by name, in order. */
export function toDifferences(classic: readonly WireCall[], actions: readonly WireCall[]): RawDifference[] {
  const unmatched = [...actions];
  const differences: RawDifference[] = [];
  for (const call of classic) {
    const at = unmatched.findIndex((other) => kindOf(other) === kindOf(call));
    const match = at < 0 ? undefined : unmatched.splice(at, 1)[0];
    if (match === undefined) {
      differences.push({ call: call.name, path: `call ${kindOf(call)}`, classic: call.fields });
      continue;
    }
    differences.push(...toFieldDifferences(call, match));
  }
  for (const call of unmatched) {
    differences.push({ call: call.name, path: `call ${kindOf(call)}`, actions: call.fields });
  }
  return differences;
}

function kindOf({ endpoint, name }: WireCall): string {
  return endpoint === 'httpapi' || endpoint === 'batch' ? `event:${name}` : `${endpoint}:${name}`;
}

function toFieldDifferences(classic: WireCall, actions: WireCall): RawDifference[] {
  const left = flatten({ endpoint: classic.endpoint, ...classic.fields });
  const right = flatten({ endpoint: actions.endpoint, ...actions.fields });
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  return paths
    .filter((path) => !isSame(left.get(path), right.get(path)))
    .map((path) => ({
      call: classic.name,
      path,
      ...(left.has(path) && { classic: left.get(path) }),
      ...(right.has(path) && { actions: right.get(path) }),
    }));
}

/** Leaves by dotted path. Lists are leaves; an empty object says nothing. No recursion: events may be of any depth. */
function flatten(fields: Record<string, unknown>): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  const open: [path: string, value: unknown][] = Object.entries(fields).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, value] = next;
    if (!isJsonObject(value)) leaves.set(path, value);
    else for (const [key, inner] of Object.entries(value).reverse()) open.push([`${path}.${key}`, inner]);
  }
  return leaves;
}

/** Amplitude reads "3" and 3 alike where it wants a number, so text that spells the number is the same. */
function isSame(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right) || spells(left, right) || spells(right, left);
}

function spells(text: unknown, value: unknown): boolean {
  return (
    typeof text === 'string' && typeof value === 'number' && text.trim() !== '' && Number(text) === value
  );
}
