import type { RequestClient } from '@segment/actions-core';
import type { DestinationOptions, Settings } from '../settings';
import { toUrl } from './endpoints';
import type { Parcel } from './item';
import { toLanes } from './lane';
import type { Lane } from './lane';
import { LIMITS } from './limits';
import { OrderGuard } from './order-guard';
import { isRetryable, readAnswer } from './read-outcomes';
import type { Outcome } from './read-outcomes';
import { toRedactor } from './redact';
import type { Reporter } from './reporter';
import { toRequestBody } from './request-body';
import { send } from './send';
import { isTooLarge } from './split';

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
const QUARTERS = 4;

/**
 * Delivers parcels and learns the outcome of each. Requests go one after the other, so that a user's events keep their
 * order. Nothing sleeps here: what is retryable is for the host to send again.
 */
export class Delivery {
  private readonly results: (Result | undefined)[] = [];
  private readonly sentOut = new Set<number>();
  private readonly order = new OrderGuard();
  private readonly redactor;
  /** Set once nothing more has a chance. */
  private end?: Outcome;

  constructor(private readonly host: Host) {
    this.redactor = toRedactor(host.settings);
  }

  /** One result for each parcel, by its index. Never throws. */
  async run(parcels: Parcel[]): Promise<Result[]> {
    for (const lane of toLanes(parcels, this.host.settings.apiKey)) await this.drain(lane);
    return parcels.map((parcel) => this.results[parcel.index] ?? { ...(this.end ?? ABORTED), sent: false });
  }

  private async drain(lane: Lane): Promise<void> {
    for (const request of lane.split(this.refuseTooLarge(lane))) {
      // Split again: Amplitude may have found an earlier request too large.
      for (const part of lane.split(request)) {
        const refusals = await this.trySend(part, lane);
        for (const refusal of refusals) {
          const isWhole = await this.isRequestRefused(refusal, lane);
          if (!isWhole) continue;
          this.settle(
            lane.parcels.filter((parcel) => !this.isSettled(parcel)),
            refusal.outcome,
          );
          return;
        }
      }
    }
  }

  private refuseTooLarge(lane: Lane): Parcel[] {
    const { endpoint } = lane.envelope;
    return lane.parcels.filter((parcel) => {
      const refused = isTooLarge(parcel, LIMITS[endpoint], lane.overhead);
      if (refused) this.settle([parcel], tooLarge(parcel));
      return !refused;
    });
  }

  /**
   * Sends these parcels, and again what deserves it at once, until each has an outcome but those that were refused
   * without a name; they are returned.
   */
  private async trySend(parcels: Parcel[], lane: Lane): Promise<Refusal[]> {
    for (let open = this.admit(parcels); open.length > 0; open = this.admit(open)) {
      const body = toRequestBody(lane.envelope, open, this.host.options.gzip);
      const url = toUrl(lane.envelope.endpoint, this.host.settings.endpoint, this.host.options.baseUrl);
      const answer = await send(this.host.request, { method: 'POST', url, ...body });
      for (const parcel of open) this.sentOut.add(parcel.index);
      const verdict = readAnswer(answer, open, this.redactor);
      switch (verdict.kind) {
        case 'delivered':
          this.settle(open, verdict.outcome);
          this.reportMissing(open.length, verdict.ingested);
          break;
        case 'stop':
          this.settle(open, verdict.outcome);
          this.end = verdict.outcome;
          break;
        case 'named':
          for (const [index, outcome] of verdict.outcomes) this.settle(open.slice(index, index + 1), outcome);
          break;
        case 'unnamed':
          return [{ parcels: open, outcome: verdict.outcome }];
        case 'too-large':
          if (open.length > 1) return this.trySendSmaller(open, lane);
          this.settle(open, verdict.outcome);
          break;
      }
    }
    return [];
  }

  private async trySendSmaller(parcels: Parcel[], lane: Lane): Promise<Refusal[]> {
    lane.halve(parcels);
    const refusals: Refusal[] = [];
    for (const request of lane.split(parcels)) refusals.push(...(await this.trySend(request, lane)));
    return refusals;
  }

  /**
   * Finds the bad parcels by halving. Answers true when it is the request that is refused: none of its quarters was
   * taken, nor one event out of the middle of each.
   */
  private async isRequestRefused(refusal: Refusal, lane: Lane): Promise<boolean> {
    const quarters = await this.halve(await this.halve([refusal], lane), lane);
    const isAllRefused = refusal.parcels.every((parcel) => !this.isSettled(parcel));
    if (isAllRefused && quarters.length === QUARTERS && !(await this.isAnyTaken(quarters, lane))) return true;
    for (let left = quarters; left.length > 0;) {
      const [first, ...others] = left;
      left = first === undefined ? others : [...(await this.halve([first], lane)), ...others];
    }
    return false;
  }

  /** Sends both halves of each refusal; a single parcel is what was looked for. Returns the halves refused in turn. */
  private async halve(refusals: Refusal[], lane: Lane): Promise<Refusal[]> {
    const refused: Refusal[] = [];
    for (const { parcels, outcome } of refusals) {
      const open = parcels.filter((parcel) => !this.isSettled(parcel));
      if (open.length <= 1) {
        this.settle(open, outcome);
        continue;
      }
      const middle = Math.ceil(open.length / 2);
      refused.push(...(await this.trySend(open.slice(0, middle), lane)));
      refused.push(...(await this.trySend(open.slice(middle), lane)));
    }
    return refused;
  }

  /** Bad events may lie in all four quarters: one event out of each tells them from a bad request. */
  private async isAnyTaken(quarters: Refusal[], lane: Lane): Promise<boolean> {
    for (const { parcels } of quarters) {
      const middle = Math.floor(parcels.length / 2);
      const [probe] = await this.trySend(parcels.slice(middle, middle + 1), lane);
      if (probe === undefined) return true;
      this.settle(probe.parcels, probe.outcome);
    }
    return false;
  }

  /** Those that may go now; the others get their answer here. */
  private admit(parcels: Parcel[]): Parcel[] {
    if (this.host.signal?.aborted) this.end ??= ABORTED;
    if (this.end) return [];
    return parcels.filter((parcel) => {
      if (this.isSettled(parcel)) return false;
      const held = this.order.outcomeFor(parcel);
      if (held !== undefined) this.settle([parcel], held);
      return held === undefined;
    });
  }

  private settle(parcels: Parcel[], outcome: Outcome): void {
    for (const parcel of parcels) {
      this.results[parcel.index] = { ...outcome, sent: this.sentOut.has(parcel.index) };
      if (isRetryable(outcome.status)) this.order.hold(parcel, outcome);
    }
  }

  private isSettled(parcel: Parcel): boolean {
    return this.results[parcel.index] !== undefined;
  }

  private reportMissing(sent: number, ingested: number | undefined): void {
    if (ingested === undefined || ingested >= sent) return;
    const text = `Amplitude answered 200 but took ${ingested} of ${sent} events.`;
    this.host.reporter.add([{ name: 'ingested_less', text }]);
  }
}

function tooLarge({ bytes, endpoint }: Parcel): Outcome {
  const message = `The event has ${bytes} bytes, more than Amplitude's ${endpoint} endpoint takes in one request. Not sent.`;
  return { status: 413, message };
}
