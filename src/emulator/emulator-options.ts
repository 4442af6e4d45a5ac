import type { Exchange } from './exchange-log';
import type { Fault } from './faults';
import type { Limits } from './limits';
import type { RefusalRule } from './refusal';
import type { WireEvent } from './wire-event';

export interface EmulatorOptions {
  /** Port on 127.0.0.1; 0 (default) takes a free one. */
  port?: number;
  /** The only accepted key; any non-empty key when absent. */
  apiKey?: string;
  /** The only accepted secret of Basic auth; any non-empty one when absent. */
  secretKey?: string;
  /** Hold every documented limit (`DOCUMENTED_LIMITS`); otherwise only the rules no request may break. */
  strict?: boolean;
  /** Single limits to change, on top of what `strict` gives. */
  limits?: Partial<Limits>;
  faults?: Fault[];
  /** Seed of the faults' `probability`; the same seed and requests give the same faults. Default 1. */
  seed?: number;
  /** The clock that `advance` and `setTime` shift, in ms since the epoch. Default Date.now. */
  now?: () => number;
  /** False keeps counts and dedupe keys only: no events, users or groups. For runs of a million events. */
  keepEvents?: boolean;
  /** How many of the latest exchanges to keep. Default 1,000. */
  keepExchanges?: number;
  /** Events to refuse by the host's own choice; `emulator.refuse` replaces it. */
  refuse?: RefusalRule;
  /** Called for each event ingested through httpapi or batch, duplicates left out. */
  onIngest?: (event: WireEvent) => void;
  /** Called after each request, with its body once gunzipped. The body holds the API key: do not log it. */
  onExchange?: (exchange: Exchange, body: Buffer) => void;
}
