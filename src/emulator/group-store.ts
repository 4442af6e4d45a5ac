import { applyOperations } from './apply-operations';
import type { JsonObject } from './json-object';

export interface Group {
  group_type: string;
  group_value: string;
  properties: JsonObject;
}

/** Groups and their properties, by type and value. */
export class GroupStore implements Iterable<Group> {
  readonly #groups = new Map<string, Group>();

  get(type: string, value: string): Group | undefined {
    return this.#groups.get(JSON.stringify([type, value]));
  }

  update(type: string, value: string, update: JsonObject): void {
    const group = this.get(type, value) ?? { group_type: type, group_value: value, properties: {} };
    this.#groups.set(JSON.stringify([type, value]), group);
    applyOperations(group.properties, update);
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
