import { closeSync, openSync, readSync } from 'node:fs';
import { type Subscription } from 'segment-actions-amplitude/runtime';
import { type InputSource } from '../input/input-source';
import { readEvents, type ReadEvent } from '../input/read-event';
import { timeOf, type FilterFlags } from './event-filter';

const DAY_MS = 24 * 60 * 60 * 1000;
const TAIL_BYTES = 64 * 1024;

/** Actions that write user properties whatever --skip-user-properties-sync says. */
const IDENTIFIES = ['identifyUser'];
/** Actions whose events carry user properties. */
const EVENTS = ['logEvent', 'logEventV2', 'logPurchase'];

/**
 * A sentence for whoever sends old events: they would give users the properties of that time. Undefined when the newest
 * event that can be seen beforehand (the first ones, and the last ones of plain files) is of the last day, or no user
 * property would be written.
 */
export function toBackfillWarning(
  first: readonly ReadEvent[],
  sources: readonly InputSource[],
  subscriptions: readonly Subscription[],
  now: number = Date.now(),
): string | undefined {
  const writers = subscriptions.filter(writesUserProperties);
  if (writers.length === 0) return undefined;
  const times = [...first, ...sources.flatMap(readTail)].flatMap((read) =>
    'event' in read ? (timeOf(read.event) ?? []) : [],
  );
  const newest = times.reduce((latest, time) => Math.max(latest, time), -Infinity);
  if (newest === -Infinity || now - newest <= DAY_MS) return undefined;
  const day = new Date(newest).toISOString().slice(0, 10);
  const identifies = writers.some(isIdentify);
  if (writers.every(isIdentify)) {
    return (
      `The newest event seen so far is of ${day}: identify calls would give users the properties of that time in place of ` +
      `today's. --only track,page,screen leaves these calls out.`
    );
  }
  return (
    `The newest event seen so far is of ${day}: users would get the properties of that time in place of today's. ` +
    `--skip-user-properties-sync leaves them alone${identifies ? '; identify calls write them all the same (--only track,page,screen leaves those out)' : ''}.`
  );
}

const isIdentify = ({ partnerAction }: Subscription): boolean => IDENTIFIES.includes(partnerAction);

function writesUserProperties(subscription: Subscription): boolean {
  if (isIdentify(subscription)) return true;
  const { partnerAction, mapping = {} } = subscription;
  const skips = 'skip_user_properties_sync' in mapping && mapping.skip_user_properties_sync === true;
  return EVENTS.includes(partnerAction) && !skips;
}

/** The events of the last lines of a plain file; none where they cannot be had without reading all of it. */
function readTail({ path, size = 0 }: InputSource): ReadEvent[] {
  if (path === undefined || size === 0) return [];
  const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
  const file = openSync(path, 'r');
  try {
    readSync(file, tail, 0, tail.length, size - tail.length);
  } finally {
    closeSync(file);
  }
  const lines = tail.toString('utf8').split('\n').slice(1);
  return lines
    .filter((text) => text.startsWith('{'))
    .flatMap((text) => readEvents({ position: 0, place: '', bytes: 0, content: { text } }));
}

/** Those whose calls the flags let through: "Identify Calls" writes nothing with --only track. */
export function takenBy(subscriptions: readonly Subscription[], { only }: FilterFlags): Subscription[] {
  return subscriptions.filter(
    ({ subscribe }) =>
      only === undefined ||
      !/type = "/.test(subscribe) ||
      only.some((type) => subscribe.includes(`"${type}"`)),
  );
}
