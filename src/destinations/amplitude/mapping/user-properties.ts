import type { JSONLike, JSONLikeObject } from '@segment/actions-core';
import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';
import { isBlank, setKey } from './blank';
import {
  CLEAR_ALL,
  GRANTING,
  GROUP_OPERATIONS,
  USER_OPERATIONS,
  findOperations,
  isMeant,
  type Operation,
  type Operations,
} from './operations';
import { isSentAsGiven, readNameList, readOperand } from './operand';
import type { PropertySource } from './property-source';

type Merged = Partial<Record<Operation, JSONLikeObject>>;

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
  #unread: Set<string> | undefined;

  constructor(field: string, known: ReadonlySet<string>, notices: Notice[]) {
    this.#field = field;
    this.#known = known;
    this.#notices = notices;
  }

  resolve(source: PropertySource): JSONLikeObject | undefined {
    const { properties, landing, attribution, explicit, captured } = source;
    const { plain, byHand, clearsAll } = this.#split(properties ?? {});
    for (const each of [landing, attribution, byHand, explicit, captured]) if (each) this.#merge(each);
    if (clearsAll) return this.#clear(plain);
    const unread = this.#unread;
    const settable = unread === undefined ? plain : omit(plain, (key) => unread.has(key));
    if (isEmpty(this.#merged)) return settable === properties || !isEmpty(settable) ? settable : undefined;
    this.#setBeneath(settable);
    return this.#grantEachKeyOnce();
  }

  /** Most properties hold no operation: then the object itself is passed on. */
  #split(properties: JSONLikeObject): { plain: JSONLikeObject; byHand?: Operations; clearsAll?: boolean } {
    const special = findOperations(properties);
    if (special === undefined) return { plain: properties };
    const byHand: Operations = {};
    let clearsAll = false;
    for (const operation of special) {
      const value = properties[operation];
      if (operation === CLEAR_ALL) clearsAll = this.#known.has('$remove') && isMeant(value);
      if (this.#known.has(operation)) byHand[operation as Operation] = value;
      else if (operation !== CLEAR_ALL || (isMeant(value) && !clearsAll))
        this.#drop(`${operation} is no operation on it`);
    }
    return { plain: omit(properties, (key) => special.includes(key)), byHand, clearsAll };
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
    const earlier = this.#merged[operation];
    if (earlier === undefined && isSentAsGiven(operation, values)) {
      if (!isEmpty(values)) this.#merged[operation] = values;
      return;
    }
    // Never changed in place: it may be an object of the payload.
    const kept = { ...earlier };
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
    if (operation === '$add') (this.#unread ??= new Set()).add(key);
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
    // Not a spread where none is needed: it was the dearest line of the mapping (docs/performance.md).
    const both = Object.hasOwn(plain, '__proto__') ? { ...plain } : Object.assign({}, plain);
    for (const key of Object.keys(set)) {
      if (Object.hasOwn(both, key) && !isBlank(both[key])) this.#noticeReplaced(key, both[key], set[key]);
      setKey(both, key, set[key]);
    }
    this.#merged.$set = both;
  }

  #grantEachKeyOnce(): JSONLikeObject {
    const result: JSONLikeObject = {};
    const granted: JSONLikeObject[] = [];
    for (const operation of GRANTING) {
      const values = this.#merged[operation];
      if (values === undefined) continue;
      const free = granted.length === 0 ? values : this.#omitGranted(operation, values, granted);
      if (isEmpty(free)) continue;
      result[operation] = free;
      granted.push(free);
    }
    return result;
  }

  #omitGranted(operation: Operation, values: JSONLikeObject, granted: JSONLikeObject[]): JSONLikeObject {
    const isGranted = (key: string) => {
      for (const earlier of granted) if (Object.hasOwn(earlier, key)) return true;
      return false;
    };
    return omit(values, isGranted, (key) =>
      this.#drop(`"${key}" stands in ${operation} and in another operation`),
    );
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
  isLeftOut: (key: string) => boolean,
  tell?: (key: string) => void,
): JSONLikeObject {
  const own = Object.keys(object);
  if (!own.some(isLeftOut)) return object;
  const rest: JSONLikeObject = {};
  for (const key of own) {
    if (!isLeftOut(key)) setKey(rest, key, object[key]);
    else tell?.(key);
  }
  return rest;
}

function isEmpty(object: object): boolean {
  for (const key in object) if (Object.hasOwn(object, key)) return false;
  return true;
}
