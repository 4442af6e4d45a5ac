import type { Analytics } from '@segment/analytics-next';

/**
 * Asked before an event, with the id of the running session or 0, whether it starts a session whatever the clock says.
 * For the attribution plugin.
 */
export const sessionOpeners = new WeakMap<Analytics, (runningId: number) => boolean>();
