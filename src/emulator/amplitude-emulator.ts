import type { ArrivalLog, NotSent } from './arrivals/arrival-log';
import { addToCounts, type AllCounts } from './counts';
import type { DeletionJob } from './deletion-jobs';
import type { EmulatorOptions } from './emulator-options';
import { createState, type State } from './emulator-state';
import { type Exchange } from './exchange';
import { toExchange } from './exchange-log';
import type { Fault, FaultPlan } from './faults';
import type { GroupStore } from './group-store';
import type { Organization } from './organization';
import type { SourceDetail, StreamMessage } from './page-api';
import { ProjectView } from './project-view';
import type { RefusalRule } from './refusal';
import type { Served } from './serve-request';
import type { UserStore } from './user-store';
import type { WireEvent, WireGroupIdentification, WireIdentification } from './wire-event';

/**
 * An Amplitude on loopback: what it holds, and how to make it refuse, fail or move its clock. Each API key has users,
 * groups, rates and duplicates of its own; `ofKey` shows one key's, the rest of this class speaks of the only one.
 */
export class AmplitudeEmulator {
  #state: State;
  readonly #options: EmulatorOptions;
  readonly #stop: () => Promise<void>;
  readonly #listeners = new Set<(message: StreamMessage) => void>();
  readonly #waiting: (() => void)[] = [];

  /** Use `startAmplitudeEmulator`. `baseUrl` is the origin, without a slash at its end. */
  constructor(
    readonly baseUrl: string,
    options: EmulatorOptions,
    stop: () => Promise<void>,
  ) {
    this.#options = options;
    this.#stop = stop;
    this.#state = createState(options, this.#listeners);
  }

  /** Stops listening and breaks every open connection. */
  close(): Promise<void> {
    return this.#stop();
  }

  /** Back to how it was when it started: empty, the clock unmoved, faults and refusals as the options gave them. */
  reset(): void {
    this.#state = createState(this.#options, this.#listeners);
    this.#tell({ type: 'reset', run: this.#state.arrivals?.run ?? '' });
  }

  /** What one API key sent and made; empty for a key that was not used. */
  ofKey(apiKey: string): ProjectView {
    return new ProjectView(this.organization.project(apiKey));
  }

  /** Events ingested through httpapi and batch, of every key, each key's in order of arrival, as Amplitude keeps them. */
  get events(): readonly WireEvent[] {
    return this.#all(({ events }) => events);
  }

  /** Identifications ingested through /identify, in order of arrival. */
  get identifications(): readonly WireIdentification[] {
    return this.#all(({ identifications }) => identifications);
  }

  /** Group identifications ingested through /groupidentify, in order of arrival. */
  get groupIdentifications(): readonly WireGroupIdentification[] {
    return this.#all(({ groupIdentifications }) => groupIdentifications);
  }

  /** Users by user_id or device_id, with their properties after every operation. Throws after use with several keys. */
  get users(): UserStore {
    return this.#only().users;
  }

  /** Throws after use with several keys. */
  get groups(): GroupStore {
    return this.#only().groups;
  }

  /** Mapped user ids to their global user id. Throws after use with several keys. */
  get aliases(): ReadonlyMap<string, string> {
    return this.#only().aliases;
  }

  /** Deletion jobs of every key, their status as of now. */
  get deletions(): readonly DeletionJob[] {
    return this.#all((project) => project.deletions);
  }

  /** The latest requests, oldest first. */
  get exchanges(): readonly Exchange[] {
    return this.#state.log.entries;
  }

  get counts(): AllCounts {
    return this.#state.counts;
  }

  /** Sentences about what was let go because too much arrived; empty as long as everything is kept. */
  get notices(): readonly string[] {
    return this.organization.rules.notices;
  }

  /** Makes requests that the fault describes fail, until it is used up or cleared. */
  addFault(fault: Fault): void {
    this.faults.add(fault);
    this.#tell({ type: 'state' });
  }

  /** Takes all faults away, those of the options too. */
  clearFaults(): void {
    this.faults.clear();
    this.#tell({ type: 'state' });
  }

  /** Refuses the events the rule names, from now on; undefined lets all pass again. */
  refuse(rule: RefusalRule | undefined): void {
    this.organization.rules.refusalRule = rule;
  }

  /** Silences a device: uploads with its events are 400 from now on ("HTTP V2, silenced devices"). */
  silence(deviceId: string): void {
    this.organization.rules.silencedDevices.add(deviceId);
  }

  /** Moves the clock on, so that windows pass without waiting. */
  advance(ms: number): void {
    this.organization.rules.clock.advance(ms);
    this.organization.runDueDeletions();
    this.#tell({ type: 'state' });
  }

  /** Sets the clock, in ms since the epoch; it runs on from there. */
  setTime(time: number): void {
    this.organization.rules.clock.setTime(time);
    this.organization.runDueDeletions();
    this.#tell({ type: 'state' });
  }

  /** @internal */
  get organization(): Organization {
    return this.#state.organization;
  }

  /** @internal */
  get faults(): FaultPlan {
    return this.#state.faults;
  }

  /** What the page shows; undefined without a page. */
  get arrivals(): ArrivalLog | undefined {
    return this.#state.arrivals;
  }

  /** Calls back with the rows of each request, as the page gets them; it needs `page`. Returns how to stop. */
  listen(listener: (message: StreamMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves after the next request. @internal */
  nextRequest(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Shows a Segment event that leads to no request among the arrivals of the page. */
  addNotSent(event: NotSent, source: SourceDetail): void {
    this.#state.arrivals?.addNotSent({ ...event, at: this.organization.rules.clock.now() }, source);
  }

  /** Writes down a request and its answer. @internal */
  record(served: Served): void {
    const { body, route, items, outcome } = served;
    const { ingested, deduped } = outcome;
    if (route) {
      const rejected = items.length - ingested - deduped;
      addToCounts(this.counts, route.endpoint, { received: items.length, ingested, deduped, rejected });
    }
    const at = this.organization.rules.clock.now();
    const exchange = toExchange(served, at);
    this.#state.log.add(exchange);
    this.#options.onExchange?.(exchange, body.content);
    this.#state.arrivals?.record(served, at);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #only(): ProjectView {
    return new ProjectView(this.organization.onlyProject);
  }

  #all<Item>(list: (project: ProjectView) => readonly Item[]): readonly Item[] {
    const [first, ...others] = this.organization.projects.map((project) => list(new ProjectView(project)));
    return others.length === 0 ? (first ?? []) : [first ?? [], ...others].flat();
  }

  #tell(message: StreamMessage): void {
    for (const listener of this.#listeners) listener(message);
  }
}
