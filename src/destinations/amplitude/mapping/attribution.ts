import type { JSONLikeObject } from '@segment/actions-core';
import type { Notice } from '../notice';
import { isBlank, setKey } from './blank';
import { dropped, readObject, readText } from './read-value';

export interface AttributionSource {
  utm_properties?: unknown;
  referrer?: unknown;
}

/** The names of first visits, made once: joining text to a key of an object is dear. */
const INITIAL_NAMES = new Map(
  ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'].map((name) => [
    name,
    `initial_${name}`,
  ]),
);

/** Campaign and referrer of the visit: the latest under `$set`, the first under `$setOnce` as `initial_…`. */
export function toAttribution({ utm_properties, referrer }: AttributionSource, notices: Notice[]) {
  const $set: JSONLikeObject = {};
  const $setOnce: JSONLikeObject = {};
  const campaign = readObject(utm_properties, 'utm_properties', notices);
  for (const key of campaign === undefined ? [] : Object.keys(campaign)) {
    const value = campaign?.[key];
    if (isBlank(value)) continue;
    const initial = INITIAL_NAMES.get(key) ?? toInitialName(key);
    // Amplitude would take any other for a property of the user, such as the name of the campaign for theirs.
    if (initial === undefined) {
      notices.push(dropped(`utm_properties.${key}`, 'its name does not begin with utm_'));
      continue;
    }
    setKey($set, key, value);
    $setOnce[initial] = value;
  }
  const from = readText(referrer, 'referrer', notices);
  if (from !== undefined) {
    $set.referrer = from;
    $setOnce.initial_referrer = from;
  }
  return { $set, $setOnce };
}

function toInitialName(key: string): string | undefined {
  return key.startsWith('utm_') ? `initial_${key}` : undefined;
}
