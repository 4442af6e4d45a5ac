import { CALL_TYPES, type CallType } from './find-problem';
import { readBatch, readOne, type Arrival, type ReadCalls } from './read-calls';

/** What is taken at a path of Segment's HTTP Tracking API. */
export interface CallPath {
  /** What sends there runs at the user's, so its address is the user's. */
  isFromUser: boolean;
  read(this: void, body: Record<string, unknown>, arrival: Arrival): ReadCalls;
}

const one = (type: CallType, isFromUser: boolean): CallPath => ({
  isFromUser,
  read: (body, arrival) => readOne(body, type, arrival),
});

/** Below `/v1/`: the documented paths, and the short ones of analytics.js and the mobile libraries. */
export const CALL_PATHS: Readonly<Record<string, CallPath>> = {
  ...Object.fromEntries(CALL_TYPES.map((type) => [type, one(type, false)])),
  t: one('track', true),
  p: one('page', true),
  s: one('screen', true),
  i: one('identify', true),
  g: one('group', true),
  a: one('alias', true),
  batch: { isFromUser: false, read: readBatch },
  import: { isFromUser: false, read: readBatch },
  b: { isFromUser: true, read: readBatch },
};
