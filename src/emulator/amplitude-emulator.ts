import { createCounts, addToCounts, type AllCounts } from './counts';
import type { DeletionJob } from './deletions-route';
import type { EmulatorOptions } from './emulator-options';
import { ExchangeLog, type Exchange } from './exchange-log';
import { FaultPlan, type Fault } from './faults';
import type { GroupStore } from './group-store';
import { Project } from './project';
import type { RefusalRule } from './refusal';
import type { Served } from './serve-request';
import type { UserStore } from './user-store';
import type { WireEvent, WireGroupIdentification, WireIdentification } from './wire-event';

const DEFAULT_SEED = 1;
const DEFAULT_EXCHANGES = 1_000;

interface State {
  project: Project;
  faults: FaultPlan;
  log: ExchangeLog;
  counts: AllCounts;
}

/** An Amplitude on loopback: what it holds, and how to make it refuse, fail or move its clock. */
export class AmplitudeEmulator {
  #state: State;

  readonly #options: EmulatorOptions;
  readonly #stop: () => Promise<void>;

  /** Use `startAmplitudeEmulator`. `baseUrl` is the origin, without a slash at its end. */
  constructor(
    readonly baseUrl: string,
    options: EmulatorOptions,
    stop: () => Promise<void>,
  ) {
    this.#options = options;
    this.#stop = stop;
    this.#state = createState(options);
  }

  /** Stops listening and breaks every open connection. */
  close(): Promise<void> {
    return this.#stop();
  }

  /** Back to how it was when it started: empty, the clock unmoved, faults and refusals as the options gave them. */
  reset(): void {
    this.#state = createState(this.#options);
  }

  /** Events ingested through httpapi and batch, in order of arrival, as they were on the wire. */
  get events(): readonly WireEvent[] {
    return this.project.events;
  }

  /** Identifications ingested through /identify, in order of arrival. */
  get identifications(): readonly WireIdentification[] {
    return this.project.identifications;
  }

  /** Group identifications ingested through /groupidentify, in order of arrival. */
  get groupIdentifications(): readonly WireGroupIdentification[] {
    return this.project.groupIdentifications;
  }

  /** Users by user_id or device_id, with their properties after every operation. */
  get users(): UserStore {
    return this.project.users;
  }

  get groups(): GroupStore {
    return this.project.groups;
  }

  /** Mapped user ids to their global user id. */
  get aliases(): ReadonlyMap<string, string> {
    return this.project.aliases;
  }

  get deletions(): readonly DeletionJob[] {
    return this.project.deletions;
  }

  /** The latest requests, oldest first. */
  get exchanges(): readonly Exchange[] {
    return this.#state.log.entries;
  }

  get counts(): AllCounts {
    return this.#state.counts;
  }

  addFault(fault: Fault): void {
    this.faults.add(fault);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** Refuses the events the rule names, from now on; undefined lets all pass again. */
  refuse(rule: RefusalRule | undefined): void {
    this.project.refusalRule = rule;
  }

  /** Silences a device: uploads with its events are 400 from now on ("HTTP V2, silenced devices"). */
  silence(deviceId: string): void {
    this.project.silencedDevices.add(deviceId);
  }

  /** Moves the clock on, so that windows pass without waiting. */
  advance(ms: number): void {
    this.project.clock.advance(ms);
  }

  /** Sets the clock, in ms since the epoch; it runs on from there. */
  setTime(time: number): void {
    this.project.clock.setTime(time);
  }

  /** @internal */
  get project(): Project {
    return this.#state.project;
  }

  /** @internal */
  get faults(): FaultPlan {
    return this.#state.faults;
  }

  /** @internal */
  record(served: Served): void {
    const { request, body, route, items, outcome } = served;
    const { ingested, deduped } = outcome;
    if (route) {
      const rejected = items - ingested - deduped;
      addToCounts(this.counts, route.endpoint, { received: items, ingested, deduped, rejected });
    }
    const exchange = {
      method: request.method ?? '',
      path: served.path,
      status: outcome.answer.status,
      bytesSent: body.bytesSent,
      bytes: body.content.length,
      contentType: request.headers['content-type'] ?? '',
      contentEncoding: request.headers['content-encoding'] ?? '',
      items,
      at: this.project.clock.now(),
    };
    this.#state.log.add(exchange);
    this.#options.onExchange?.(exchange, body.content);
  }
}

function createState(options: EmulatorOptions): State {
  return {
    project: new Project(options),
    faults: new FaultPlan(options.faults ?? [], options.seed ?? DEFAULT_SEED),
    log: new ExchangeLog(options.keepExchanges ?? DEFAULT_EXCHANGES),
    counts: createCounts(),
  };
}
