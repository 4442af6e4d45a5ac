import { Clock } from './clock';
import type { EmulatorOptions } from './emulator-options';
import { toLimits, type Limits } from './limits';
import type { RefusalRule } from './refusal';
import type { WireEvent } from './wire-event';

/** How many of each kind are kept before the oldest are let go. */
const DEFAULT_KEPT = 100_000;

/** What all projects of an emulator share: the clock, the limits, and whose requests are accepted. */
export class Rules {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly silencedDevices = new Set<string>();
  readonly keepEvents: boolean;
  /** Most events, identifications, users, groups and aliases that each project keeps. */
  readonly kept: number;
  refusalRule: RefusalRule | undefined;

  readonly #options: EmulatorOptions;
  readonly #notices = new Set<string>();

  constructor(options: EmulatorOptions) {
    this.#options = options;
    this.clock = new Clock(options.now ?? Date.now);
    this.limits = toLimits(options.strict ?? false, options.limits ?? {});
    this.keepEvents = options.keepEvents ?? true;
    this.kept = options.keep ?? DEFAULT_KEPT;
    this.refusalRule = options.refuse;
  }

  acceptsKey(key: string): boolean {
    return this.#options.apiKey === undefined ? key !== '' : key === this.#options.apiKey;
  }

  acceptsSecret(secret: string): boolean {
    return this.#options.secretKey === undefined ? secret !== '' : secret === this.#options.secretKey;
  }

  onIngest(event: WireEvent): void {
    this.#options.onIngest?.(event);
  }

  /** Sentences about what the emulator let go, each once. */
  get notices(): readonly string[] {
    return [...this.#notices];
  }

  notice(text: string): void {
    if (this.#notices.has(text)) return;
    this.#notices.add(text);
    this.#options.onNotice?.(text);
  }

  /** A callback for a store of this kind that is full. */
  whenFull(kind: string): () => void {
    return () =>
      this.notice(`The newest ${this.kept.toLocaleString('en')} ${kind} are kept; older ones are let go.`);
  }
}
