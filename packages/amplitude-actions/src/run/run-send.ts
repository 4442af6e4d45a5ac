import { createRuntime, createTransport } from 'segment-actions-amplitude/runtime';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { type InputSource } from '../input/input-source';
import { type Io } from '../io';
import { formatSeconds, type Progress } from '../progress/progress';
import { ProgressMeter } from '../progress/progress-meter';
import { toThrottleRule } from '../sender/retry-waits';
import { Sender } from '../sender/sender';
import { takenBy, toBackfillWarning } from './backfill-warning';
import { toDelivery } from './delivery';
import { toEventFilter } from './event-filter';
import { RateLimit } from './rate-limit';
import { SourceReader } from './read-sources';
import { RunRecord, type RunItem } from './run-record';
import { toIdentity, type SendOutcome, type SendPlan } from './send-plan';
import { toSummary, type Summary } from './summary';
import { toHopeless, withoutHopeless } from './to-hopeless';
import { watchTransport, type TransportWatch } from './watched-transport';

const REFRESH_MS = 250;

/** One run of `send`, from its checked flags to its figures. Throws a `CliError` for what keeps it from starting. */
export async function runSend(plan: SendPlan, io: Io, startProgress: () => Progress): Promise<SendOutcome> {
  const record = new RunRecord(plan.sources, toIdentity(plan), plan.flags);
  try {
    return await new SendRun(plan, io, record, startProgress()).run();
  } finally {
    record.close();
  }
}

class SendRun {
  readonly #plan: SendPlan;
  readonly #io: Io;
  readonly #record: RunRecord;
  readonly #progress: Progress;
  readonly #watch: TransportWatch = { requests: 0 };
  readonly #abort = new AbortController();
  readonly #transport = createTransport();
  readonly #sender: Sender<RunItem>;
  readonly #meter: ProgressMeter;

  constructor(plan: SendPlan, io: Io, record: RunRecord, progress: Progress) {
    this.#plan = plan;
    this.#io = io;
    this.#record = record;
    this.#progress = progress;
    this.#meter = new ProgressMeter(record.tally, sumOfSizes(plan.sources));
    this.#sender = this.#toSender();
  }

  async run(): Promise<SendOutcome> {
    const { flags } = this.#plan;
    const { before } = this.#record;
    if (before !== undefined) this.#progress.note(`Going on from the checkpoint ${flags.checkpoint}.`);
    const stopListening = this.#stopOnInterrupt();
    const refresh = setInterval(() => this.#progress.update(this.#meter.read()), REFRESH_MS);
    let failure: CliError | undefined;
    try {
      await this.#toReader().readAll();
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      failure = this.#watch.hasReached === true ? withoutHopeless(error) : error;
    } finally {
      clearInterval(refresh);
      this.#progress.update(this.#meter.read());
      this.#progress.end();
      stopListening();
      await this.#transport.close();
    }
    failure ??= this.#save();
    return this.#toOutcome(failure);
  }

  #toReader(): SourceReader {
    const { sources, flags, readRows, subscriptions } = this.#plan;
    return new SourceReader({
      sources,
      stdin: this.#io.stdin,
      ...(readRows !== undefined && { readRows }),
      record: this.#record,
      sender: this.#sender,
      filter: toEventFilter(flags),
      rate: flags.rate === undefined ? undefined : new RateLimit(flags.rate),
      maxEvents: flags.maxEvents ?? Infinity,
      onBytes: (count) => this.#meter.addBytes(count),
      onFirst: (events) => {
        const warning = toBackfillWarning(events, sources, takenBy(subscriptions, flags));
        if (warning !== undefined) this.#progress.note(warning);
      },
    });
  }

  #toSender(): Sender<RunItem> {
    const { subscriptions, settings, integrationNames, flags } = this.#plan;
    const { tally } = this.#record;
    const transport = watchTransport(this.#transport, this.#watch, {
      isStopped: () => this.#sender.isStopped,
      signal: this.#abort.signal,
      onHopeless: (answer) => this.#sender.fail(toHopeless(answer, flags.baseUrl)),
    });
    const { baseUrl, gzip } = flags;
    const runtime = createRuntime({ settings, subscriptions, baseUrl, gzip, integrationNames, transport });
    return new Sender<RunItem>({
      deliver: toDelivery(runtime, tally),
      onSettled: (item, answer, failures) => {
        try {
          this.#record.settle(item, answer, failures);
        } catch (error) {
          // Of a batch whose answers are being read, the others are still written down.
          this.#sender.fail(error as Error);
        }
      },
      onSent: ({ again }) => (tally.retries += again),
      onAnswered: (answered) => this.#onAnswered(answered),
      onStop: () => this.#wakeReader(),
      toThrottleRule: (name, cause) =>
        toThrottleRule(
          subscriptions.find((entry) => entry.name === name) ?? { partnerAction: 'logEventV2' },
          cause,
          flags.throttleRest,
        ),
      concurrency: flags.concurrency,
      batchSize: flags.batchSize,
      giveUpAfterMs: flags.giveUpAfter,
    });
  }

  #onAnswered({ retried, reason }: { retried: number; reason?: string | undefined }): void {
    this.#countRequests();
    if (!this.#sender.isStopped) this.#record.saveNowAndThen();
    if (retried > 0 && this.#plan.flags.verbose === true) {
      this.#progress.note(`${retried} events to be tried again: ${reason ?? 'no reason was given'}`);
    }
  }

  #countRequests(): void {
    this.#record.tally.requests += this.#watch.requests;
    this.#watch.requests = 0;
  }

  /** A pipe may stay silent for hours: whoever waits for its next byte must be woken. */
  #wakeReader(): void {
    if (this.#plan.sources.some(({ path }) => path === undefined)) this.#io.stdin.destroy();
  }

  /** The first Ctrl-C lets the requests in flight end, so that their answers are not lost; the second ends them too. */
  #stopOnInterrupt(): () => void {
    return this.#io.onInterrupt(() => {
      if (this.#sender.isStopped) return this.#abort.abort();
      this.#progress.note(
        'Stopping when the requests in flight are answered. Ctrl-C again does not wait for them.',
      );
      this.#sender.stop();
    });
  }

  /** The checkpoint of the end, before the figures are shown; what keeps it from being written. */
  #save(): CliError | undefined {
    this.#countRequests();
    try {
      this.#record.save();
      return undefined;
    } catch (error) {
      if (error instanceof CliError) return error;
      throw error;
    }
  }

  #toOutcome(failure: CliError | undefined): SendOutcome {
    const { tally, before } = this.#record;
    const summary = toSummary(tally, this.#meter.seconds, before);
    const problem = failure?.message ?? this.#toGivingUp();
    const exitCode = failure?.exitCode ?? this.#toExitCode(summary);
    return { summary, exitCode, ...(problem !== undefined && { problem }) };
  }

  #toGivingUp(): string | undefined {
    if (!this.#sender.hasGivenUp) return undefined;
    const seconds = formatSeconds(this.#plan.flags.giveUpAfter / 1000);
    return `Gave up: nothing got through for ${seconds}. The last reason: ${this.#sender.lastReason ?? 'none'}`;
  }

  /** Files of which nothing at all was delivered are never right, whatever the reason. */
  #toExitCode({ read, delivered, rejected }: Summary): ExitCode {
    if (this.#sender.isStopped) return ExitCode.workLeft;
    return rejected > 0 || (delivered === 0 && read > 0) ? ExitCode.rejected : ExitCode.ok;
  }
}

/** Undefined when one of them is a pipe. */
function sumOfSizes(sources: readonly InputSource[]): number | undefined {
  const sizes = sources.map(({ size }) => size);
  return sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
}
