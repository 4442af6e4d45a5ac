import type { JSONLikeObject } from '@segment/actions-core';
import type { Notice } from '../notice';
import { isBlank, setKey } from './blank';
import { readObject, readText } from './read-value';

export interface AttributionSource {
  utm_properties?: unknown;
  referrer?: unknown;
}

/** Campaign and referrer of the visit: the latest under `$set`, the first under `$setOnce` as `initial_…`. */
export function toAttribution({ utm_properties, referrer }: AttributionSource, notices: Notice[]) {
  const $set: JSONLikeObject = {};
  const $setOnce: JSONLikeObject = {};
  const campaign = readObject(utm_properties, 'utm_properties', notices);
  for (const key of Object.keys(campaign ?? {})) {
    const value = campaign?.[key];
    if (isBlank(value)) continue;
    setKey($set, key, value);
    $setOnce[`initial_${key}`] = value;
  }
  const from = readText(referrer, 'referrer', notices);
  if (from !== undefined) {
    $set.referrer = from;
    $setOnce.initial_referrer = from;
  }
  return { $set, $setOnce };
}
