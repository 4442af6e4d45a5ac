import { createHash } from 'node:crypto';
import { type RuntimeSettings, type Subscription } from 'segment-actions-amplitude/runtime';

/** One source of events, and the Amplitude project that they go to. */
export interface Source {
  /** Made from the write key, so that no queue, log or metric holds the key itself. */
  id: string;
  writeKey: string;
  settings: RuntimeSettings;
  subscriptions?: Subscription[];
  integrationNames?: string[];
}

export function toSourceId(writeKey: string): string {
  return createHash('sha256').update(writeKey).digest('base64url').slice(0, 12);
}
