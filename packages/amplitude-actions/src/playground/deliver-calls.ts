import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject } from 'segment-actions-amplitude/api';
import type { AmplitudeEmulator, JsonObject, SourceDetail } from 'segment-actions-amplitude/emulator';
import { createRuntime, createTransport, type Subscription } from 'segment-actions-amplitude/runtime';
import { createDryRun, toSource, type DryRun } from './dry-run';

/** Waits before an event is sent again, in ms; after the last it is given up. */
const WAITS_MS = [1_000, 3_000, 9_000, 27_000];

/** An event on its way, with what the library makes of it. */
interface OnTheWay {
  event: JsonObject;
  dry: DryRun;
}

export interface CallDelivery {
  /** Delivers calls one request after another; resolves when they are delivered or given up. */
  deliver(calls: readonly JsonObject[]): Promise<void>;
  findSource(this: void, item: unknown): SourceDetail | undefined;
  close(): Promise<void>;
}

/** Delivers Segment calls to the emulator through the runtime, and remembers what each Amplitude object was made from. */
export function createCallDelivery(
  subscriptions: readonly Subscription[],
  apiKey: string,
  emulator: () => AmplitudeEmulator,
): CallDelivery {
  const dryRun = createDryRun(subscriptions);
  const transport = createTransport();
  const ended = new AbortController();
  let onTheWay: OnTheWay[] = [];
  let queue: Promise<void> = Promise.resolve();

  const send = async (events: readonly OnTheWay[]): Promise<OnTheWay[]> => {
    const runtime = createRuntime({
      settings: { apiKey },
      subscriptions,
      baseUrl: emulator().baseUrl,
      transport,
    });
    onTheWay = [...events];
    const answers = await runtime.deliver(
      events.map(({ event }) => event),
      { signal: ended.signal },
    );
    return events.filter((_, index) => answers[index]?.outcome === 'retry');
  };
  const deliver = async (calls: readonly JsonObject[]): Promise<void> => {
    const all = await Promise.all(calls.map(async (event) => ({ event, dry: await dryRun(event) })));
    for (const each of all) if (each.dry.items.length === 0) noteNotSent(each, emulator());
    let due = all.filter(({ dry }) => dry.items.length > 0);
    for (const wait of [0, ...WAITS_MS]) {
      if (due.length === 0 || ended.signal.aborted) return;
      if (wait > 0) await sleep(wait, undefined, { signal: ended.signal }).catch(() => undefined);
      due = await send(due);
    }
  };
  return {
    deliver: (calls) => (queue = queue.then(() => deliver(calls))),
    findSource: (item) => findSource(item, onTheWay, subscriptions),
    async close() {
      ended.abort();
      await queue;
      await transport.close();
    },
  };
}

function findSource(
  item: unknown,
  onTheWay: readonly OnTheWay[],
  subscriptions: readonly Subscription[],
): SourceDetail | undefined {
  if (!isJsonObject(item)) return undefined;
  const text = JSON.stringify(item);
  for (const { event, dry } of onTheWay) {
    const made = dry.items.find((each) => isSameItem(each.item, item, text));
    if (!made) continue;
    return toSource(
      event,
      item,
      subscriptions.find(({ name }) => name === made.subscription),
      dry,
    );
  }
  return undefined;
}

/** By insert_id where there is one; groups and aliases have none, and are the same in every key. */
const isSameItem = (made: JsonObject, item: JsonObject, text: string): boolean =>
  item.insert_id === undefined ? JSON.stringify(made) === text : made.insert_id === item.insert_id;

function noteNotSent({ event, dry }: OnTheWay, emulator: AmplitudeEmulator): void {
  const { event: name, type, userId, anonymousId } = event;
  const { reason = 'It leads to no request.', notices } = dry.answer;
  const id = userId ?? anonymousId;
  emulator.addNotSent(
    { name: typeof name === 'string' ? name : String(type), who: typeof id === 'string' ? id : '', reason },
    { event, fields: [], notices: notices.map(({ text }) => text) },
  );
}
