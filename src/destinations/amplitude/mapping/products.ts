import type { JSONLikeObject } from '@segment/actions-core';
import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';
import { isBlank, setKey } from './blank';
import { dropped } from './read-value';

interface ProductSource {
  event_properties?: unknown;
  /** The products as they are mapped, which may know fewer keys than those of the event. */
  products?: unknown;
  /** Whether the order is to list its products itself. */
  trackProductsOnce?: boolean;
}

interface Products {
  /** What each product event is to have as its properties. */
  products: JSONLikeObject[];
  /** Whether each product stands on an event of its own, so that the order need not list them. */
  areAllSent: boolean;
}

const NONE: Products = { products: [], areAllSent: false };

/**
 * The products of an order: those of the event's own properties, each with what the mapping says of the product at the
 * same place, else the mapped ones. What is no object cannot be a product: it stays on the order, with a notice.
 */
export function readProducts(source: ProductSource, notices: Notice[]): Products {
  const own = isJsonObject(source.event_properties) ? source.event_properties.products : undefined;
  if (source.trackProductsOnce === true) {
    const isLost = isBlank(own) && !isBlank(source.products);
    if (isLost) notices.push(dropped('products', 'the order lists the products of its own properties'));
    return NONE;
  }
  const given = readOrTell(own, () => kept('they are no list'), notices);
  const mapped = readOrTell(source.products, () => dropped('products', 'it is no list of products'), notices);
  // Blanks keep their places, so that a product meets what is mapped of it and not of its neighbour.
  const areObjects = given.every((each) => isBlank(each) || isJsonObject(each));
  if (!areObjects) notices.push(kept('not all of them are objects'));
  return {
    products: mergeByPlace(given, mapped, notices),
    areAllSent: areObjects && given.some(isJsonObject),
  };
}

/** An empty list for what is none, which is told unless it is blank. */
function readOrTell(value: unknown, tell: () => Notice, notices: Notice[]): unknown[] {
  const list = readList(value);
  if (list === undefined && !isBlank(value)) notices.push(tell());
  return list ?? [];
}

function mergeByPlace(own: unknown[], mapped: unknown[], notices: Notice[]): JSONLikeObject[] {
  const products: JSONLikeObject[] = [];
  for (let place = 0; place < Math.max(own.length, mapped.length); place += 1) {
    const base = own[place];
    const over = mapped[place];
    if (isJsonObject(base)) products.push(isJsonObject(over) ? withFilled(base, over, notices) : base);
    else if (isJsonObject(over)) {
      const alone = withFilled({}, over, notices);
      if (Object.keys(alone).length > 0) products.push(alone);
    }
    // What the order itself holds was told already.
    if (!isBlank(over) && !isJsonObject(over) && over !== base)
      notices.push(dropped('products', 'a product is no object'));
  }
  return products;
}

/** What is mapped goes over what the product says itself, unless it is blank. */
function withFilled(product: JSONLikeObject, mapped: JSONLikeObject, notices: Notice[]): JSONLikeObject {
  const merged: JSONLikeObject = { ...product };
  for (const key of Object.keys(mapped)) {
    const value = mapped[key];
    if (isBlank(value)) continue;
    const own = Object.hasOwn(product, key) ? product[key] : undefined;
    if (!isBlank(own) && own !== value && JSON.stringify(own) !== JSON.stringify(value)) {
      notices.push(dropped('event_properties.products', `"${key}" of a product is mapped otherwise`));
    }
    setKey(merged, key, value);
  }
  return merged;
}

/** A list, an object of objects, or JSON text of either; undefined for anything else. */
function readList(value: unknown): unknown[] | undefined {
  if (typeof value === 'string') return readList(parseContainer(value));
  if (Array.isArray(value)) return value as unknown[];
  if (!isJsonObject(value)) return undefined;
  const values = Object.values(value);
  return values.length > 0 && values.every(isJsonObject) ? values : undefined;
}

/** Parses text that looks like a list or an object, and nothing else: "12" is no list. */
function parseContainer(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function kept(reason: string): Notice {
  return {
    name: 'products_kept',
    field: 'event_properties.products',
    text: `Left the products on the order: ${reason}, and a Product Purchased event needs an object.`,
  };
}
