import { applyOperations } from './apply-operations';
import { BoundedMap } from './bounded-map';
import type { RecordChange } from './journal';
import type { JsonObject } from './json-object';

/** A group as Amplitude keeps it. */
export interface Group {
  group_type: string;
  group_value: string;
  properties: JsonObject;
}

/** Groups and their properties, by type and value. */
export class GroupStore implements Iterable<Group> {
  readonly #groups: BoundedMap<string, Group>;

  constructor(capacity = Infinity, onFull?: () => void) {
    this.#groups = new BoundedMap(capacity, onFull);
  }

  get(type: string, value: string): Group | undefined {
    return this.#groups.get(JSON.stringify([type, value]));
  }

  update(type: string, value: string, update: JsonObject, record?: RecordChange): void {
    const group = this.get(type, value) ?? { group_type: type, group_value: value, properties: {} };
    this.#groups.set(JSON.stringify([type, value]), group);
    applyOperations(group.properties, update, record);
  }

  get size(): number {
    return this.#groups.size;
  }

  [Symbol.iterator](): Iterator<Group> {
    return this.#groups.values();
  }
}

/** `groups` as it is sent (type to one value or several), with every value in a list of text. */
export function toGroupLists(groups: JsonObject): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(groups).map(([type, value]) => [
      type,
      (Array.isArray(value) ? value : [value]).map(String),
    ]),
  );
}
