import type { RequestClient } from '@segment/actions-core';
import type { DestinationOptions, Settings } from '../settings';
import { toUrl } from './endpoints';
import type { Parcel } from './item';
import { toLanes, type Lane } from './lane';
import { LIMITS, RequestSize, sizeOf } from './limits';
import { OrderGuard } from './order-guard';
import { isRetryable, type Outcome } from './outcome';
import { readAnswer } from './read-outcomes';
import { PROBES, toProbe } from './probe';
import { toRedactor } from './redact';
import type { Reporter } from './reporter';
import { toRequestBody } from './request-body';
import { send } from './send';

/** What a delivery needs of the host. */
export interface Host {
  request: RequestClient;
  settings: Settings;
  options: DestinationOptions;
  reporter: Reporter;
  /** Only looked at between requests: the framework itself hands it to each request. */
  signal?: AbortSignal;
}

/** An outcome, and whether the parcel ever went out. */
export interface Result extends Outcome {
  sent: boolean;
}

/** Parcels that Amplitude refused together without naming the bad one. */
interface Refusal {
  parcels: Parcel[];
  outcome: Outcome;
}

const ABORTED: Outcome = { status: 408, message: 'The host ended the delivery before this event was sent.' };
/** So few are searched to the end at once: probes would cost more requests than they could save. */
const MOST_WITHOUT_PROBES = 2 * PROBES;

/**
 * Delivers parcels and learns the outcome of each. Requests go one after the other, so that a user's events keep their
 * order. Nothing sleeps here: what is retryable is for the host to send again.
 */
export class Delivery {
  readonly #results: (Result | undefined)[] = [];
  readonly #sentOut: boolean[] = [];
  readonly #order = new OrderGuard();
  readonly #redactor;
  /** Whether anything of the request at hand was taken, or it was probed: a refusal is then about what is inside. */
  #isRequestJudged = false;
  /** Set once nothing more has a chance. */
  #end?: Outcome;

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.#redactor = toRedactor(host.settings);
  }

  /** One result for each parcel, by its index. Never throws. */
  async run(parcels: Parcel[]): Promise<Result[]> {
    for (const lane of toLanes(parcels, this.#host.settings.apiKey)) await this.#drain(lane);
    return parcels.map((parcel) => this.#results[parcel.index] ?? { ...(this.#end ?? ABORTED), sent: false });
  }

  async #drain(lane: Lane): Promise<void> {
    for (const request of lane.split(this.#refuseTooLarge(lane))) {
      this.#isRequestJudged = false;
      await this.#deliver(request, lane);
    }
  }

  /** Sends these parcels until each has an outcome, in their order: none overtakes an earlier one of its user. */
  async #deliver(parcels: Parcel[], lane: Lane): Promise<void> {
    for (let open = this.#open(parcels); open.length > 0; open = this.#open(open)) {
      // Split again: Amplitude may have found an earlier request too large.
      const [request = []] = lane.split(open);
      const refusal = await this.#trySend(request, lane);
      if (refusal) await this.#search(refusal, lane);
    }
  }

  #refuseTooLarge(lane: Lane): Parcel[] {
    const empty = new RequestSize(LIMITS[lane.envelope.endpoint], lane.overhead);
    return lane.parcels.filter((parcel) => {
      const fits = empty.fits(sizeOf([parcel]));
      if (!fits) this.#settle([parcel], tooLarge(parcel));
      return fits;
    });
  }

  /**
   * Sends one request, and again at once what deserves it. Open afterwards are only those that were refused without a
   * name, which are returned, and those that made the request too large: the lane makes smaller ones from then on.
   */
  async #trySend(parcels: Parcel[], lane: Lane): Promise<Refusal | undefined> {
    for (let open = this.#admit(parcels); open.length > 0; open = this.#admit(open)) {
      const body = toRequestBody(lane.envelope, open, this.#host.options.gzip);
      const url = toUrl(lane.envelope.endpoint, this.#host.settings.endpoint, this.#host.options.baseUrl);
      const answer = await send(this.#host.request, { method: 'POST', url, ...body });
      for (const parcel of open) this.#sentOut[parcel.index] = true;
      const verdict = readAnswer(answer, open, this.#redactor);
      switch (verdict.kind) {
        case 'delivered':
          this.#settle(open, verdict.outcome);
          this.#isRequestJudged = true;
          this.#reportMissing(open.length, verdict.ingested);
          break;
        case 'stop':
          this.#settle(open, verdict.outcome);
          this.#end = verdict.outcome;
          break;
        case 'named':
          for (const [index, outcome] of verdict.outcomes)
            this.#settle(open.slice(index, index + 1), outcome);
          break;
        case 'unnamed':
          return { parcels: open, outcome: verdict.outcome };
        case 'too-large':
          if (open.length === 1) this.#settle(open, verdict.outcome);
          else lane.halve(open);
          return undefined;
      }
    }
    return undefined;
  }

  /**
   * Finds the bad parcels by halving, the first half to its end before the second. Halves are cut at powers of two, which
   * keeps the search within 2k⌈log₂(n/k)⌉ + 2k + 1 requests for k bad among n for any n, a probe included.
   */
  async #search({ parcels, outcome }: Refusal, lane: Lane): Promise<void> {
    if (parcels.length === 1 || (await this.#isRequestRefused(parcels, lane))) {
      this.#settle(this.#open(parcels), outcome);
      return;
    }
    const open = this.#open(parcels);
    const middle = 2 ** (Math.ceil(Math.log2(open.length)) - 1);
    await this.#deliver(open.slice(0, middle), lane);
    await this.#deliver(open.slice(middle), lane);
  }

  /**
   * Whether it is the request that is refused, whatever it holds: asked once for each request, by sending one parcel out
   * of each of its quarters alone until one is not refused. A bad parcel found this way is one less to search for.
   */
  async #isRequestRefused(parcels: Parcel[], lane: Lane): Promise<boolean> {
    if (this.#isRequestJudged || parcels.length <= MOST_WITHOUT_PROBES) return false;
    this.#isRequestJudged = true;
    for (let number = 0; number < PROBES; number += 1) {
      const refusal = await this.#trySend(toProbe(this.#open(parcels), number), lane);
      if (refusal === undefined) return false;
      this.#settle(refusal.parcels, refusal.outcome);
    }
    return true;
  }

  /** Those that may go now; the others get their answer here. */
  #admit(parcels: Parcel[]): Parcel[] {
    if (this.#host.signal?.aborted) this.#end ??= ABORTED;
    return this.#open(parcels).filter((parcel) => {
      const held = this.#order.outcomeFor(parcel);
      if (held !== undefined) this.#settle([parcel], held);
      return held === undefined;
    });
  }

  #settle(parcels: Parcel[], outcome: Outcome): void {
    const sent: Result = { ...outcome, sent: true };
    const unsent: Result = { ...outcome, sent: false };
    const isHeld = isRetryable(outcome.status);
    for (const parcel of parcels) {
      this.#results[parcel.index] = this.#sentOut[parcel.index] ? sent : unsent;
      if (isHeld) this.#order.hold(parcel, outcome);
    }
  }

  /** Those without an outcome that still have a chance. */
  #open(parcels: Parcel[]): Parcel[] {
    if (this.#end) return [];
    return parcels.filter((parcel) => this.#results[parcel.index] === undefined);
  }

  #reportMissing(sent: number, ingested: number | undefined): void {
    if (ingested === undefined || ingested >= sent) return;
    const text = `Amplitude answered 200 but took ${ingested} of ${sent} events.`;
    this.#host.reporter.add([{ name: 'ingested_less', text }]);
  }
}

function tooLarge({ bytes, endpoint }: Parcel): Outcome {
  const message = `The event has ${bytes} bytes, more than Amplitude's ${endpoint} endpoint takes in one request. Not sent.`;
  return { status: 413, message };
}
