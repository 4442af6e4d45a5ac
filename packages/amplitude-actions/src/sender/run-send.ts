import { Destination } from '@segment/actions-core';
import { createAmplitudeDestination, type Settings } from 'segment-actions-amplitude';
import { ExitCode } from '../exit-code';
import type { InputSource } from '../input/input-source';
import type { Io } from '../io';
import { type Progress, formatSeconds } from '../progress/progress';
import { ProgressMeter } from '../progress/progress-meter';
import { chooseSubscriptions } from '../subscriptions/subscription-options';
import { toDelivery } from './delivery';
import { RunRecord, type RunFiles } from './run-record';
import { sendEvents } from './send-events';
import { Sender } from './sender';
import { toSummary, type Summary } from './summary';

/** The flags of `send`, checked. Waits in ms. */
export interface SendFlags extends RunFiles {
  baseUrl?: string;
  subscriptions?: string;
  batchEndpoint?: boolean;
  concurrency: number;
  batchSize: number;
  gzip?: boolean;
  giveUpAfter: number;
  throttleRest?: number;
  verbose?: boolean;
}

export interface SendOutcome {
  summary: Summary;
  exitCode: ExitCode;
}

interface Run {
  flags: SendFlags;
  sources: readonly InputSource[];
  io: Io;
  record: RunRecord;
  progress: Progress;
}

const REFRESH_MS = 250;

/** One run of `send`, from its checked flags to its figures. Throws a `CliError` for what ends it early. */
export async function runSend(
  sources: readonly InputSource[],
  flags: SendFlags,
  settings: Settings,
  io: Io,
  startProgress: () => Progress,
): Promise<SendOutcome> {
  const definition = createAmplitudeDestination({ baseUrl: flags.baseUrl, gzip: flags.gzip });
  const subscriptions = chooseSubscriptions(definition, flags);
  const record = new RunRecord(sources, subscriptions, flags.baseUrl ?? settings.endpoint ?? '', flags);
  const meter = new ProgressMeter(record.tally, sumOfSizes(sources));
  const run: Run = { flags, sources, io, record, progress: startProgress() };
  if (record.isResumed) run.progress.note(`Going on from the checkpoint ${flags.checkpoint}.`);

  const abort = new AbortController();
  const sender = toSender(run, new Destination(definition), settings, abort.signal);
  const stopListening = stopOnInterrupt(run, sender, abort);
  const refresh = setInterval(() => run.progress.update(meter.read()), REFRESH_MS);
  try {
    const onBytes = (count: number) => meter.addBytes(count);
    await sendEvents({ sources, stdin: io.stdin, subscriptions, record, sender, onBytes });
  } finally {
    clearInterval(refresh);
    run.progress.update(meter.read());
    run.progress.end();
    stopListening();
    record.close();
  }
  if (sender.hasGivenUp) noteGivingUp(run, sender);
  return { summary: toSummary(record.tally, meter.seconds), exitCode: toExitCode(record, sender) };
}

function toSender(
  { flags, sources, io, record, progress }: Run,
  destination: Destination<Settings>,
  settings: Settings,
  signal: AbortSignal,
): Sender {
  const warn = (text: string) => {
    if (flags.verbose === true) progress.note(text);
  };
  return new Sender({
    deliver: toDelivery(destination, settings, { tally: record.tally, signal, warn }),
    onSettled: (pending) => record.settle(pending),
    onAnswered: ({ retried, reason }) => {
      record.tally.retries += retried;
      record.saveNowAndThen();
      if (retried > 0) warn(`${retried} to be tried again: ${reason}`);
    },
    onStop: () => {
      // A pipe may stay silent for hours: whoever waits for its next byte must be woken.
      if (sources.some(({ path }) => path === undefined)) io.stdin.destroy();
    },
    concurrency: flags.concurrency,
    batchSize: flags.batchSize,
    throttleRestMs: flags.throttleRest,
    giveUpAfterMs: flags.giveUpAfter,
  });
}

/** The first Ctrl-C lets the requests in flight end, so that their answers are not lost; the second ends them too. */
function stopOnInterrupt({ io, progress }: Run, sender: Sender, abort: AbortController): () => void {
  return io.onInterrupt(() => {
    if (sender.isStopped) return abort.abort();
    progress.note('Stopping when the requests in flight are answered. Ctrl-C again does not wait for them.');
    sender.stop();
  });
}

function noteGivingUp({ flags, progress }: Run, { lastReason }: Sender): void {
  progress.note(
    `Gave up: nothing got through for ${formatSeconds(flags.giveUpAfter / 1000)}. The last reason: ${lastReason ?? 'none'}`,
  );
}

function toExitCode({ tally }: RunRecord, { isStopped }: Sender): ExitCode {
  if (isStopped) return ExitCode.workLeft;
  return tally.rejected > 0 ? ExitCode.rejected : ExitCode.ok;
}

/** Undefined when one of them is a pipe. */
function sumOfSizes(sources: readonly InputSource[]): number | undefined {
  const sizes = sources.map(({ size }) => size);
  return sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
}
