import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from './exchange';
import type { Fault } from './faults';
import type { Limits } from './limits';
import type { PageAssets } from './page-assets';
import type { RefusalRule } from './refusal';
import type { WireEvent } from './wire-event';
import type { Workbench } from './workbench';

/** How an emulator behaves; all of it may be left out. */
export interface EmulatorOptions {
  /** Port to listen on; 0 (default) takes a free one. */
  port?: number;
  /** Address to listen on. Default 127.0.0.1: this machine alone. */
  host?: string;
  /**
   * Host names a client may call it by, beside localhost, `host` and IP addresses where it listens on more than this
   * machine. A request with another Host header is refused, so that no web page reaches it through a name of its own.
   */
  hostNames?: string[];
  /** Origins, such as `http://localhost:3000`, whose pages may use `/__emulator/…`: for tests that run in a browser. */
  allowOrigins?: string[];
  /** Serve the page at `/` and keep what it shows; needs `keepEvents`. Default false. Files of one's own replace it. */
  page?: boolean | PageAssets;
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
  /** How many events, users, groups and aliases an API key keeps before the oldest are let go. Default 100,000. */
  keep?: number;
  /** How many of the latest exchanges to keep. Default 1,000. */
  keepExchanges?: number;
  /** Events to refuse by the host's own choice; `emulator.refuse` replaces it. */
  refuse?: RefusalRule;
  /** What the page's workbench runs events with. Without it the workbench says how to get one. */
  workbench?: Workbench;
  /**
   * Paths that a host adds to the emulator's origin: called before Amplitude's own; true says that it has answered, or
   * will. It answers with the CORS headers it needs itself.
   */
  serve?: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean | Promise<boolean>;
  /** Called with a sentence, once for each kind, when the oldest of something kept are let go. */
  onNotice?: (text: string) => void;
  /** Called for each event ingested through httpapi or batch, duplicates left out. */
  onIngest?: (event: WireEvent) => void;
  /** Called after each request, with its body once gunzipped. The body holds the API key: do not log it. */
  onExchange?: (exchange: Exchange, body: Buffer) => void;
}
