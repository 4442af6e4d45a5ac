import type { JSONLikeObject } from '@segment/actions-core';
import { withoutBlanks } from './blank';

export interface AttributionSource {
  utm_properties?: JSONLikeObject;
  referrer?: string;
}

/** Campaign and referrer of the visit: the latest under `$set`, the first under `$setOnce` as `initial_…`. */
export function toAttribution({ utm_properties, referrer }: AttributionSource) {
  const latest = withoutBlanks({ ...utm_properties, referrer });
  const first: JSONLikeObject = {};
  for (const [key, value] of Object.entries(latest)) first[`initial_${key}`] = value;
  return { $set: latest, $setOnce: first };
}
