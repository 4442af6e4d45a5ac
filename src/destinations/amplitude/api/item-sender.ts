import type { DestinationOptions, Settings } from '../settings';
import { askTransport } from './ask-transport';
import { toRegion } from './regions';
import { toBatches, type Batch } from './batch';
import { DeliveryState, type Result } from './delivery-state';
import { toUrl } from './endpoints';
import type { EncodedItem } from './item';
import { LIMITS, RequestSize, sizeOf } from './limits';
import type { Outcome } from './outcome';
import { findOverRate } from './over-rate';
import { readAnswer } from './read-answer';
import { toRedactor } from './redact';
import { toRequestBody } from './request-body';
import { SAMPLES, toSample } from './sample';
import type { Transport } from './transport';

/** What a delivery needs of its host. */
export interface DeliveryHost {
  transport: Transport;
  settings: Settings;
  options: DestinationOptions;
  /** Ends the delivery: handed to the transport, and looked at between requests. */
  signal?: AbortSignal;
}

/** Items that Amplitude refused together without naming the bad one. */
interface UnnamedRefusal {
  items: EncodedItem[];
  outcome: Outcome;
}

/** So few are searched to the end at once: samples would cost more requests than they could save. */
const MOST_WITHOUT_SAMPLES = 2 * SAMPLES;

/**
 * Sends items and learns the outcome of each. Requests go one after the other, so that a user's events keep their
 * order. Nothing sleeps here: what is retryable is for the host to send again.
 */
export class ItemSender {
  readonly #host: DeliveryHost;
  readonly #redactor;
  readonly #state = new DeliveryState();
  /** Whether anything of the request at hand was taken, or it was sampled: a refusal is then about what is inside. */
  #isRequestJudged = false;

  constructor(host: DeliveryHost) {
    this.#host = host;
    this.#redactor = toRedactor(host.settings);
  }

  /** One result for each item, in order. Never throws. */
  async sendAll(items: EncodedItem[]): Promise<Result[]> {
    const fault = findRegionFault(this.#host.settings.endpoint);
    if (fault) this.#state.end(fault);
    await this.#sendInBatches(items);
    return items.map((item) => this.#state.resultOf(item));
  }

  async #sendInBatches(items: EncodedItem[]): Promise<void> {
    for (const batch of toBatches(items, this.#host.settings.apiKey)) {
      for (const request of batch.toRequests(this.#refuseTooLarge(batch))) {
        this.#isRequestJudged = false;
        await this.#sendUntilSettled(request, batch);
      }
    }
  }

  /** Sends these items until each has an outcome, in their order: none overtakes an earlier one of its user. */
  async #sendUntilSettled(items: EncodedItem[], batch: Batch): Promise<void> {
    const findRest = () => this.#state.findOpen(items);
    for (let rest = findRest(); rest.length > 0; rest = findRest()) {
      // Split again: Amplitude may have found an earlier request too large.
      const [request = []] = batch.toRequests(rest);
      const refusal = await this.#sendRequest(request, batch);
      if (refusal) await this.#findRefused(refusal, batch);
    }
  }

  #refuseTooLarge(batch: Batch): EncodedItem[] {
    const empty = new RequestSize(LIMITS[batch.envelope.endpoint], batch.envelopeBytes);
    return batch.items.filter((item) => {
      const fits = empty.fits(sizeOf([item]));
      if (!fits) this.#state.settle([item], tooLarge(item));
      return fits;
    });
  }

  /**
   * Sends one request, and again at once what deserves it. Open afterwards are only those that were refused without a
   * name, which are returned, and those that made the request too large: the batch makes smaller ones from then on.
   */
  async #sendRequest(items: EncodedItem[], batch: Batch): Promise<UnnamedRefusal | undefined> {
    const state = this.#state;
    for (let open = this.#findAllowed(items); open.length > 0; open = this.#findAllowed(open)) {
      const answer = await this.#post(open, batch);
      const result = readAnswer(answer, batch.envelope.endpoint, open, this.#redactor);
      switch (result.kind) {
        case 'delivered':
          state.settle(open, result.outcome);
          this.#isRequestJudged = true;
          break;
        case 'stop':
          state.settle(open, result.outcome);
          state.end(result.outcome);
          break;
        case 'named':
          await this.#settleNamed(open, result.outcomes, batch);
          break;
        case 'unnamed':
          return { items: open, outcome: result.outcome };
        case 'too-large':
          if (open.length === 1) state.settle(open, result.outcome);
          else batch.halveSize(open);
          return undefined;
      }
    }
    return undefined;
  }

  /** Of more throttled events of a user than Amplitude takes at once, the first go again at once, by themselves. */
  async #settleNamed(items: EncodedItem[], outcomes: Map<number, Outcome>, batch: Batch): Promise<void> {
    const throttled = items.filter((_, index) => outcomes.get(index)?.throttle === 'rate');
    const { fitting = [], forBatch = [] } = findOverRate(throttled) ?? {};
    const spared = new Set([...fitting, ...forBatch]);
    for (const [index, outcome] of outcomes) {
      this.#state.settle(
        items.slice(index, index + 1).filter((item) => !spared.has(item)),
        outcome,
      );
    }
    await this.#sendUntilSettled(fitting, batch);
    await this.#sendInBatches(forBatch.map((item) => ({ ...item, endpoint: 'batch' })));
  }

  async #post(items: EncodedItem[], { envelope }: Batch) {
    const { transport, settings, options, signal } = this.#host;
    const url = toUrl(envelope.endpoint, settings.endpoint, options.baseUrl);
    const request = { method: 'POST', url, ...toRequestBody(envelope, items, options.gzip) } as const;
    const answer = await askTransport(transport, request, signal);
    this.#state.markSent(items);
    return answer;
  }

  /**
   * Finds the bad items by halving, the first half to its end before the second. Halves are cut at powers of two, which
   * keeps the search within 2k⌈log₂(n/k)⌉ + 2k + 1 requests for k bad among n for any n, a sample included.
   */
  async #findRefused({ items, outcome }: UnnamedRefusal, batch: Batch): Promise<void> {
    if (items.length === 1 || (await this.#isWholeRequestRefused(items, batch))) {
      this.#state.settle(this.#state.findOpen(items), outcome);
      return;
    }
    const open = this.#state.findOpen(items);
    const middle = 2 ** (Math.ceil(Math.log2(open.length)) - 1);
    await this.#sendUntilSettled(open.slice(0, middle), batch);
    await this.#sendUntilSettled(open.slice(middle), batch);
  }

  /**
   * Whether it is the request that is refused, whatever it holds: asked once for each request, by sending one item out
   * of each of its quarters alone until one is not refused. A bad item found this way is one less to search for.
   */
  async #isWholeRequestRefused(items: EncodedItem[], batch: Batch): Promise<boolean> {
    if (this.#isRequestJudged || items.length <= MOST_WITHOUT_SAMPLES) return false;
    this.#isRequestJudged = true;
    for (let number = 0; number < SAMPLES; number += 1) {
      const refusal = await this.#sendRequest(toSample(this.#state.findOpen(items), number), batch);
      if (refusal === undefined) return false;
      this.#state.settle(refusal.items, refusal.outcome);
    }
    return true;
  }

  #findAllowed(items: EncodedItem[]): EncodedItem[] {
    if (this.#host.signal?.aborted) this.#state.end();
    return this.#state.findAllowed(items);
  }
}

/** A host that does not check the settings may pass a region that there is not: an answer for each event, no error. */
function findRegionFault(endpoint: string | undefined): Outcome | undefined {
  try {
    toRegion(endpoint);
    return undefined;
  } catch (error) {
    return { status: 400, message: error instanceof Error ? error.message : String(error) };
  }
}

function tooLarge({ bytes, endpoint }: EncodedItem): Outcome {
  const message = `The event has ${bytes} bytes, more than Amplitude's ${endpoint} endpoint takes in one request. Not sent.`;
  return { status: 413, message };
}
