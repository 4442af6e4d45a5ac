import type { JSONLike, JSONLikeObject } from '@segment/actions-core';
import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';
import { isBlank, setKey } from './blank';
import { readNameList, readOperand } from './operand';

/** Amplitude Identify API, "user_properties operations", in the order in which one key is granted to one of them. */
const GRANTING = [
  '$unset', '$setOnce', '$add', '$append', '$prepend', '$preInsert', '$postInsert', '$remove', '$set',
] as const; // prettier-ignore
const CLEAR_ALL = '$clearAll';
const USER_OPERATIONS: ReadonlySet<string> = new Set(GRANTING);
/** Amplitude Group Identify API, "group_properties operations". */
export const GROUP_OPERATIONS: ReadonlySet<string> = new Set([
  '$unset',
  '$setOnce',
  '$add',
  '$append',
  '$prepend',
  '$set',
]);

export type Operation = (typeof GRANTING)[number];
export type Operations = Partial<Record<Operation, unknown>>;
type Merged = Partial<Record<Operation, JSONLikeObject>>;

export interface PropertySource {
  /** Plain properties, among which operations written by hand may stand. */
  properties?: JSONLikeObject;
  /** What of the landing page is kept. */
  landing?: Operations;
  /** Where the visit came from. */
  attribution?: Operations;
  /** What the action's operation fields hold. */
  explicit?: Operations;
}

/**
 * One `user_properties` that Amplitude accepts: it refuses plain keys beside operations, so the plain ones move under
 * `$set` as soon as there is an operation. Inside `$set` plain keys yield to attribution, and both to explicit values. A
 * key stays in one operation only; `$clearAll` goes alone.
 */
export function toUserProperties(source: PropertySource, notices: Notice[]): JSONLikeObject | undefined {
  return new PropertyPlan('user_properties', USER_OPERATIONS, notices).resolve(source);
}

/** The same for `group_properties`, which knows fewer operations. */
export function toGroupProperties(properties: JSONLikeObject, notices: Notice[]): JSONLikeObject {
  return new PropertyPlan('group_properties', GROUP_OPERATIONS, notices).resolve({ properties }) ?? {};
}

class PropertyPlan {
  readonly #field: string;
  readonly #known: ReadonlySet<string>;
  readonly #notices: Notice[];
  readonly #merged: Merged = {};
  /** Keys of `$add` whose value is no number: what was meant to be added must not be set instead. */
  readonly #unread = new Set<string>();

  constructor(field: string, known: ReadonlySet<string>, notices: Notice[]) {
    this.#field = field;
    this.#known = known;
    this.#notices = notices;
  }

  resolve({ properties, landing, attribution, explicit }: PropertySource): JSONLikeObject | undefined {
    const { plain, byHand, clearsAll } = this.#split(properties ?? {});
    for (const source of [landing, attribution, byHand, explicit]) if (source) this.#merge(source);
    if (clearsAll) return this.#clear(plain);
    const settable = omit(plain, this.#unread);
    if (isEmpty(this.#merged)) return settable === properties || !isEmpty(settable) ? settable : undefined;
    this.#setBeneath(settable);
    return this.#grantEachKeyOnce();
  }

  /** Most properties hold no operation: then the object itself is passed on. */
  #split(properties: JSONLikeObject): { plain: JSONLikeObject; byHand?: Operations; clearsAll?: boolean } {
    const special = Object.keys(properties).filter((key) => key.startsWith('$') && isOperation(key));
    if (special.length === 0) return { plain: properties };
    const byHand: Operations = {};
    let clearsAll = false;
    for (const operation of special) {
      const value = properties[operation];
      if (operation === CLEAR_ALL) clearsAll = this.#known.has('$remove') && isTrue(value);
      if (this.#known.has(operation)) byHand[operation as Operation] = value;
      else if (operation !== CLEAR_ALL || (isTrue(value) && !clearsAll))
        this.#drop(`${operation} is no operation on it`);
    }
    return { plain: omit(properties, new Set(special)), byHand, clearsAll };
  }

  /** Later sources win. Blank values and empty operations fall away; `$unset` keeps every key, as its values are not read. */
  #merge(source: Operations): void {
    for (const operation of Object.keys(source) as Operation[]) {
      const given = source[operation];
      if (isBlank(given)) continue;
      const values = operation === '$unset' ? readNameList(given, (reason) => this.#drop(reason)) : given;
      if (!isJsonObject(values)) this.#drop(`${operation} is no object`);
      else this.#mergeValues(operation, values);
    }
  }

  #mergeValues(operation: Operation, values: JSONLikeObject): void {
    const kept = this.#merged[operation] ?? {};
    for (const key of Object.keys(values)) {
      const operand = readOperand(operation, values[key]);
      if (operand === undefined) this.#noticeUnread(operation, key, values[key]);
      else {
        if (Object.hasOwn(kept, key)) this.#noticeReplaced(key, kept[key], operand);
        setKey(kept, key, operand);
      }
    }
    if (!isEmpty(kept)) this.#merged[operation] = kept;
  }

  #noticeUnread(operation: Operation, key: string, value: JSONLike): void {
    if (isBlank(value)) return;
    if (operation === '$add') this.#unread.add(key);
    this.#drop(
      operation === '$add' ? `"${key}" in $add is not a number` : `"${key}" in ${operation} has no value`,
    );
  }

  /** Plain keys stand in `$set`, beneath what is set there by an operation. */
  #setBeneath(plain: JSONLikeObject): void {
    const set = this.#merged.$set;
    if (set === undefined) {
      this.#merged.$set = plain;
      return;
    }
    for (const key of Object.keys(set)) {
      if (Object.hasOwn(plain, key) && !isBlank(plain[key])) this.#noticeReplaced(key, plain[key], set[key]);
    }
    // Not a spread where none is needed: it was the dearest line of the mapping (docs/performance.md).
    const both = Object.hasOwn(plain, '__proto__') ? { ...plain } : Object.assign({}, plain);
    for (const key of Object.keys(set)) setKey(both, key, set[key]);
    this.#merged.$set = both;
  }

  #grantEachKeyOnce(): JSONLikeObject {
    const granted = new Set<string>();
    const result: JSONLikeObject = {};
    for (const operation of GRANTING) {
      const values = this.#merged[operation];
      if (values === undefined) continue;
      const free = omit(values, granted, (key) =>
        this.#drop(`"${key}" stands in ${operation} and in another operation`),
      );
      if (isEmpty(free)) continue;
      result[operation] = free;
      for (const key of Object.keys(free)) granted.add(key);
    }
    return result;
  }

  #clear(plain: JSONLikeObject): JSONLikeObject {
    if (!isEmpty(plain) || !isEmpty(this.#merged))
      this.#drop('$clearAll goes alone, all beside it is left out');
    return { [CLEAR_ALL]: '-' };
  }

  #noticeReplaced(key: string, before: JSONLike, after: JSONLike): void {
    if (before !== after) this.#drop(`"${key}" is given twice, and the later value is sent`);
  }

  #drop(reason: string): void {
    const text = `Left a part of ${this.#field} out: ${reason}.`;
    this.#notices.push({ name: 'operation_dropped', field: this.#field, text });
  }
}

/** The object itself where there is nothing to leave out. */
function omit(
  object: JSONLikeObject,
  keys: ReadonlySet<string>,
  tell?: (key: string) => void,
): JSONLikeObject {
  const own = Object.keys(object);
  if (keys.size === 0 || !own.some((key) => keys.has(key))) return object;
  const rest: JSONLikeObject = {};
  for (const key of own) {
    if (!keys.has(key)) setKey(rest, key, object[key]);
    else tell?.(key);
  }
  return rest;
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

function isOperation(key: string): boolean {
  return key === CLEAR_ALL || USER_OPERATIONS.has(key);
}

/** Whether `$clearAll` is meant: `false`, 0 and "false" say that it is not. */
function isTrue(value: unknown): boolean {
  return !isBlank(value) && Boolean(value) && value !== 'false' && value !== '0';
}
