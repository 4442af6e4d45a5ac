import { Clock } from './clock';
import { Dedupe } from './dedupe';
import type { DeletionJob } from './deletions-route';
import type { EmulatorOptions } from './emulator-options';
import { GroupStore } from './group-store';
import { toLimits, type Limits } from './limits';
import { RateLimits } from './rate-limits';
import type { RefusalRule } from './refusal';
import { UserStore } from './user-store';
import type { WireEvent, WireGroupIdentification, WireIdentification } from './wire-event';

/** All that one Amplitude project holds: what was ingested, and the rules and windows it answers by. */
export class Project {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly rates: RateLimits;
  readonly dedupe = new Dedupe();
  readonly events: WireEvent[] = [];
  readonly identifications: WireIdentification[] = [];
  readonly groupIdentifications: WireGroupIdentification[] = [];
  readonly users = new UserStore();
  readonly groups = new GroupStore();
  /** Mapped user ids to their global user id. */
  readonly aliases = new Map<string, string>();
  readonly deletions: DeletionJob[] = [];
  readonly silencedDevices = new Set<string>();
  readonly keepEvents: boolean;
  refusalRule: RefusalRule | undefined;

  readonly #options: EmulatorOptions;

  constructor(options: EmulatorOptions) {
    this.#options = options;
    this.clock = new Clock(options.now ?? Date.now);
    this.limits = toLimits(options.strict ?? false, options.limits ?? {});
    this.rates = new RateLimits(this.limits);
    this.keepEvents = options.keepEvents ?? true;
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
}
