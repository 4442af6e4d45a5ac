import type { JSONLikeObject } from '@segment/actions-core';
import { fill } from './blank';

export interface AttributionSource {
  utm_properties?: JSONLikeObject;
  referrer?: string;
}

/** Campaign and referrer of the visit: the latest under `$set`, the first under `$setOnce` as `initial_…`. */
export function toAttribution({ utm_properties, referrer }: AttributionSource) {
  const latest: JSONLikeObject = {};
  fill(latest, utm_properties ?? {});
  fill(latest, { referrer });
  const first: JSONLikeObject = {};
  for (const key of Object.keys(latest)) first[`initial_${key}`] = latest[key];
  return { $set: latest, $setOnce: first };
}
