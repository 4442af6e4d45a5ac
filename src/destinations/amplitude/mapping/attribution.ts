import type { JSONLikeObject } from '@segment/actions-core';
import type { Notice } from '../notice';
import { isBlank, setKey } from './blank';
import { dropped, readObject, readText } from './read-value';

const UTM = /^utm_/;

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
    // Amplitude would take any other for a property of the user, such as the name of the campaign for theirs.
    if (!UTM.test(key)) {
      notices.push(dropped(`utm_properties.${key}`, 'its name does not begin with utm_'));
      continue;
    }
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
