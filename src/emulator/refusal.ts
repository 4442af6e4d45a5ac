import type { Endpoint } from './counts';
import type { JsonObject } from './json-object';

/** Why the host wants an event refused, and so how the answer names it. */
export type Refusal =
  /** `invalid`: events_with_invalid_fields; `missing`: …_missing_fields; `id-length`: …_invalid_id_lengths. */
  | { kind: 'invalid' | 'missing' | 'id-length'; field: string }
  /** 400 that names no event. */
  | { kind: 'unnamed' }
  /** 403, as the firewall before Amplitude answers. */
  | { kind: 'forbidden' };

/** Called for each event (identification, mapping); undefined lets it pass. */
export type RefusalRule = (item: JsonObject, endpoint: Endpoint) => Refusal | undefined;
