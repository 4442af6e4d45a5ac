import type { JsonObject } from './json-object';
import type { FieldTrace, SourceDetail } from './page-api';

/** One thing a step looked at: a condition, a field, a key. */
export interface TryCheck {
  ok: boolean;
  /** What was looked at, such as `event = "Order Completed"` or a field's key. */
  label: string;
  /** The value that was met. */
  value?: unknown;
  /** What is wrong, in a sentence. */
  error?: string;
  /** Path in the Segment event, so that the editor can mark the line. */
  path?: string;
  /** The field of the action that it is about, so that the mapping's line can be marked. */
  field?: string;
}

/** One step from the event to the user. */
export interface TryStep {
  name: 'event' | 'trigger' | 'payload' | 'request' | 'answer' | 'user';
  state: 'ok' | 'notice' | 'failed' | 'not-reached';
  /** One sentence. */
  summary: string;
  ms?: number;
  checks: TryCheck[];
}

/** A subscription as the workbench shows and edits it. */
export interface TrySubscription {
  name: string;
  subscribe: string;
  partnerAction: string;
  mapping: JsonObject;
}

/** An Amplitude request that a run made, without its key. */
export interface TryRequest {
  subscription: string;
  method: string;
  path: string;
  body: JsonObject;
  /** The objects in it, and how each came about. */
  items: { name: string; fields: FieldTrace[] }[];
  status: number;
  answer: string;
}

/** What the workbench shows of one event. */
export interface TryResult {
  steps: TryStep[];
  requests: TryRequest[];
  /** The user before and after, to compare. */
  before: JsonObject | null;
  after: JsonObject | null;
}

/** An event that the workbench runs, and through what. */
export interface TryInput {
  event: JsonObject;
  /** Absent: all presets. */
  subscriptions?: TrySubscription[];
  strict?: boolean;
  useBatchEndpoint?: boolean;
  minIdLength?: number;
  fault?: JsonObject;
  /** Start from the user as the emulator holds it; otherwise from nothing. */
  userAsNow?: boolean;
  /** Send it for real afterwards. */
  keep?: boolean;
}

/** What a host with a Segment side brings: `amplitude-actions playground` is one. */
export interface Workbench {
  presets: readonly TrySubscription[];
  samples: readonly { name: string; event: JsonObject }[];
  /** Runs an event against an emulator of its own; what arrived before is not touched. */
  run(input: TryInput): Promise<TryResult>;
  /** What Segment sent for an item of a request to this path, if it came through this host. */
  findSource?(this: void, item: unknown, path: string): SourceDetail | undefined;
}
