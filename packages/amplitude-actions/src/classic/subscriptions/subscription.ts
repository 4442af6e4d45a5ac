import type { Mapping } from '../mapping/directives';

/** A subscription in the shape that actions-core runs. */
export interface ClassicSubscription {
  name: string;
  /** The trigger, in Segment's filter language (FQL). */
  subscribe: string;
  partnerAction: string;
  mapping: Mapping;
  enabled: true;
}

/** An enabled subscription. */
export function subscription(
  name: string,
  subscribe: string,
  partnerAction: string,
  mapping: Mapping,
): ClassicSubscription {
  return { name, subscribe, partnerAction, mapping, enabled: true };
}
