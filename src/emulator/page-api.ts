/**
 * What the page and tests in other languages get from `/__emulator/…`, as JSON. The page compiles against these types,
 * so that neither side changes alone.
 */
import type { Change } from './journal';
import type { JsonObject } from './json-object';

/** What became of an item. */
export type RowOutcome =
  | 'ingested'
  /** Its insert_id was seen before, so it does not count again. */
  | 'already-counted'
  | 'refused'
  | 'throttled'
  /** Nothing is wrong with it, but its request was not taken: the client has to send it again. */
  | 'retry'
  /** A fault struck its request. */
  | 'fault'
  /** The request could not be read: no JSON, a wrong key, too large. */
  | 'not-understood'
  /** A Segment event that leads to no Amplitude request. */
  | 'not-sent';

export type RowKind = 'event' | 'identify' | 'group' | 'alias' | 'deletion' | 'request' | 'segment';

/** One line of the list of arrivals. */
export interface Row {
  /** `<run>-<n>`; the run is new at each start and reset. */
  id: string;
  n: number;
  /** When it arrived, ms since the epoch on the emulator's clock. */
  at: number;
  outcome: RowOutcome;
  kind: RowKind;
  /** Event name, or what the item is. */
  name: string;
  /** user_id, else device_id, else the group. */
  who: string;
  user?: string;
  device?: string;
  group?: { type: string; value: string };
  /** Revenue or the first properties, 60 characters at most. */
  digest: string;
  notices: number;
  /** 2 and more when the same insert_id came before and was not ingested. */
  attempt: number;
  /** How many items its request had. */
  batch: number;
  reason?: string;
  /** Number of the API key, in the order of their first use. */
  project: number;
}

/** One HTTP request and its answer, without its key. */
export interface RequestDetail {
  id: string;
  at: number;
  method: string;
  path: string;
  contentType: string;
  contentEncoding: string;
  bytesSent: number;
  bytes: number;
  /** `options` and what else stood beside the items. */
  envelope: JsonObject;
  /** The beginning of a body that could not be read. */
  text?: string;
  status: number;
  answerType: string;
  answer: string;
  ms: number;
  fault?: string;
  rows: string[];
}

/** What Segment sent, and how it became this item; only known where the events came through `/v1/…`. */
export interface SourceDetail {
  event: JsonObject;
  /** Subscription that made the item. */
  subscription?: string;
  /** How each wire key came about. */
  fields: FieldTrace[];
  notices: string[];
}

/** One wire key and where its value came from. */
export interface FieldTrace {
  /** Path in the Segment event, such as `properties.revenue`. */
  from?: string;
  before?: unknown;
  /** Key in the Amplitude object; absent when the value was left out. */
  to?: string;
  after?: unknown;
  /** What was done: `renamed`, `read as`, `left out`, … */
  how: string;
  notice?: string;
}

export interface ArrivalDetail extends Row {
  item: unknown;
  insertId?: string;
  field?: string;
  /** Paths that Amplitude cuts or leaves out without a word. */
  cut: string[];
  request: RequestDetail;
  index: number;
  /** All arrivals with this insert_id, oldest first. */
  tries: { id: string; at: number; outcome: RowOutcome; status: number }[];
  changes: { subject: string; change: Change }[];
  source?: SourceDetail;
}

/** One item that touched a user or a group, and what it changed. */
export interface Step {
  id: string;
  at: number;
  name: string;
  kind: RowKind;
  session?: number;
  changes: Change[];
}

export interface UserView {
  project: number;
  amplitude_id: number;
  user_id: string | null;
  device_ids: string[];
  properties: JsonObject;
  groups: Record<string, string[]>;
  events: number;
  revenue: number;
  paying: string | null;
  last_seen: number;
}

export interface GroupView {
  project: number;
  group_type: string;
  group_value: string;
  properties: JsonObject;
}

export interface UserDetail extends UserView {
  steps: Step[];
  /** Ids that are mapped to this user, and the one it is mapped to. */
  aliases: { from: string[]; to: string | null };
  deletions: { day: string; status: string }[];
}

export interface GroupDetail extends GroupView {
  steps: Step[];
  users: UserView[];
}

export interface EmulatorState {
  run: string;
  now: number;
  clockOffset: number;
  strict: boolean;
  hasWorkbench: boolean;
  faults: JsonObject[];
  notices: string[];
  kept: number;
  forgotten: number;
  capacity: number;
}

/** What the stream carries: new rows, or that the list was emptied. */
export type StreamMessage =
  { type: 'rows'; rows: Row[] } | { type: 'reset'; run: string } | { type: 'state' };
