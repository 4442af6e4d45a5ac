import type { Command } from 'commander';
import { createAmplitudeDestination } from 'segment-actions-amplitude';
import { toColors } from '../colors';
import { ExitCode } from '../exit-code';
import { toInputSources, type InputSource } from '../input/input-source';
import { readEvent } from '../input/read-event';
import { readRecords, type InputRecord } from '../input/read-records';
import { writeLine, type Io } from '../io';
import { toCount } from '../number-options';
import { toPreviewText, type EventPreview } from '../preview/preview-text';
import { startRequestRecorder, type RequestRecorder } from '../preview/request-recorder';
import { countKind } from '../sender/tally';
import { routeEvent } from '../subscriptions/route-event';
import { chooseSubscriptions } from '../subscriptions/subscription-options';
import type { Subscription } from '../subscriptions/subscription';
import type { CommandHost } from './command-host';

const EXAMPLES = `
Nothing leaves this machine, and no key is needed.

Examples:
  amplitude-actions preview event.json
  amplitude-actions preview events.ndjson --subscriptions subscriptions.json --limit 5
  head -100 events.ndjson | amplitude-actions preview --json

Exit codes: 0 every event would be sent or matches nothing, 1 some would be refused, 2 bad use.`;

interface Flags {
  subscriptions?: string;
  batchEndpoint?: boolean;
  limit: number;
  json?: boolean;
}

interface Counts {
  events: number;
  sent: number;
  refused: number;
  unmatched: Record<string, number>;
}

export function addPreview(program: Command, { io, setExitCode }: CommandHost): void {
  program
    .command('preview')
    .description('Show each event beside the Amplitude request it becomes')
    .argument('[file]', 'NDJSON (gzipped or not) or JSON; default: standard input')
    .option(
      '--subscriptions <file>',
      'array of {name, subscribe, partnerAction, mapping}; default: the presets',
    )
    .option('--batch-endpoint', 'as for send')
    .option('--limit <count>', 'events to look at', toCount(1, 1_000_000_000), 1_000_000_000)
    .option('--json', 'one JSON object an event, and the counts as the last line')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string | undefined, flags: Flags) => {
      const [source] = toInputSources(file === undefined ? [] : [file]);
      const subscriptions = chooseSubscriptions(createAmplitudeDestination(), flags);
      const recorder = await startRequestRecorder();
      try {
        const counts = await previewAll(source, subscriptions, recorder, flags, io);
        writeLine(
          io.stdout,
          flags.json === true ? JSON.stringify({ kind: 'counts', ...counts }) : toText(counts),
        );
        if (counts.refused > 0) setExitCode(ExitCode.rejected);
      } finally {
        await recorder.close();
      }
    });
}

async function previewAll(
  source: InputSource | undefined,
  subscriptions: readonly Subscription[],
  recorder: RequestRecorder,
  { limit, json }: Flags,
  io: Io,
): Promise<Counts> {
  const counts: Counts = { events: 0, sent: 0, refused: 0, unmatched: {} };
  if (source === undefined) return counts;
  const colors = toColors(io.stdout);
  for await (const records of readRecords(source, io.stdin)) {
    for (const record of records) {
      if (counts.events >= limit || io.stdout.destroyed) return counts;
      const preview = await previewRecord(record, subscriptions, recorder);
      count(preview, counts);
      writeLine(
        io.stdout,
        json === true ? JSON.stringify({ kind: 'event', ...preview }) : toPreviewText(preview, colors),
      );
    }
  }
  return counts;
}

async function previewRecord(
  record: InputRecord,
  subscriptions: readonly Subscription[],
  recorder: RequestRecorder,
): Promise<EventPreview> {
  const { place } = record;
  const read = readEvent(record);
  if ('problem' in read) return { place, calls: [], unmatched: read.problem };
  const { event } = read;
  const route = routeEvent(event, subscriptions, read.subscriptions);
  if ('unmatched' in route) return { place, event, calls: [], unmatched: route.unmatched };
  const calls = [];
  for (const subscription of route.subscriptions) calls.push(await recorder.preview(event, subscription));
  return { place, event, calls };
}

function count({ calls, unmatched }: EventPreview, counts: Counts): void {
  counts.events += 1;
  if (unmatched !== undefined) countKind(counts.unmatched, unmatched);
  else if (calls.some(({ refused }) => refused !== undefined)) counts.refused += 1;
  else counts.sent += 1;
}

function toText({ events, sent, refused, unmatched }: Counts): string {
  const lines = [`${events} events: ${sent} would be sent, ${refused} refused.`];
  for (const [reason, times] of Object.entries(unmatched)) lines.push(`  ${times} not sent: ${reason}`);
  return lines.join('\n');
}
