import type { Readable } from 'node:stream';
import { readEvent } from '../input/read-event';
import type { InputSource } from '../input/input-source';
import { readRecords, type InputRecord } from '../input/read-records';
import { routeEvent } from '../subscriptions/route-event';
import type { Subscription } from '../subscriptions/subscription';
import type { RunRecord } from './run-record';
import type { Sender } from './sender';

export interface SendJob {
  sources: readonly InputSource[];
  stdin: Readable;
  subscriptions: readonly Subscription[];
  record: RunRecord;
  sender: Sender;
  /** Bytes read so far, as they lie on disk. */
  onBytes(this: void, count: number): void;
}

/**
 * Reads every source to its end, or until the sender is stopped, and waits for the answers. What was read before a
 * source turned out to be damaged is delivered before its error is thrown.
 */
export async function sendEvents(job: SendJob): Promise<void> {
  let damage: Error | undefined;
  for (const [index, source] of job.sources.entries()) {
    try {
      await readSource(job, source, index);
    } catch (error) {
      // Stopping closes standard input under the reader.
      if (!job.sender.isStopped) damage ??= error instanceof Error ? error : new Error(String(error));
    }
    if (job.sender.isStopped) break;
  }
  await job.sender.finish();
  if (damage !== undefined) throw damage;
}

async function readSource(
  { stdin, onBytes, ...job }: SendJob,
  source: InputSource,
  index: number,
): Promise<void> {
  for await (const records of readRecords(source, stdin, onBytes)) {
    for (const record of records) {
      if (job.record.issue(index, record.position)) addRecord(job, record, index);
      await job.sender.room();
      if (job.sender.isStopped) return;
    }
    job.record.saveNowAndThen();
  }
}

type AddRecord = Pick<SendJob, 'record' | 'sender' | 'subscriptions'>;

function addRecord({ record, sender, subscriptions }: AddRecord, input: InputRecord, source: number): void {
  const { position, place, bytes } = input;
  const read = readEvent(input);
  if ('problem' in read) {
    record.rejectText(source, position, { text: read.text, reason: read.problem, place });
    return;
  }
  const route = routeEvent(read.event, subscriptions, read.subscriptions);
  if ('unmatched' in route) {
    record.leaveOut(source, position, route.unmatched);
    return;
  }
  const open = route.subscriptions.length;
  const pending = { event: read.event, place, source, position, bytes, open, failures: [] };
  sender.add(pending, route.subscriptions);
}
