/**
 * A userId that JSON leaves out. A session of a visitor whom nobody knew yet has no user, and where there is no userId
 * at all, analytics.js fills in the present user's when it sends the event.
 */
export const NOBODY = { toJSON: () => undefined };
