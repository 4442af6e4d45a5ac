import type { Context } from '@segment/analytics-next';

/** Events that start a session whatever the clock says: the attribution plugin adds the first with a new campaign. */
export const sessionOpeners = new WeakSet<Context>();
