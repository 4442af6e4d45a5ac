import type { JSONLikeObject } from '@segment/actions-core';
import type { Operations } from './operations';

/** Where a user's properties come from. */
export interface PropertySource {
  /** Plain properties, among which operations written by hand may stand. */
  properties?: JSONLikeObject;
  /** What of the landing page is kept. */
  landing?: Operations;
  /** Where the visit came from. */
  attribution?: Operations;
  /** What the action's operation fields hold. */
  explicit?: Operations;
  /** What the browser captured. */
  captured?: Operations;
}
