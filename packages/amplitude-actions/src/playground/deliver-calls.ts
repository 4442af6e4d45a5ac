import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject } from 'segment-actions-amplitude/api';
import type { AmplitudeEmulator, JsonObject, SourceDetail } from 'segment-actions-amplitude/emulator';
import {
  createRuntime,
  createTransport,
  type Explanation,
  type Subscription,
} from 'segment-actions-amplitude/runtime';
import { whyNotSent } from '../explain/why-not-sent';
import type { BadCall } from '../service/intake/read-calls';
import { toItemKey, toMadeItems, toSource, type MadeItem } from './to-source';

/** Waits before an event is sent again, in ms; after the last it is given up. */
const WAITS_MS = [1_000, 3_000, 9_000, 27_000];

/** An event on its way, with what the library makes of it. */
interface OnTheWay {
  event: JsonObject;
  explanation: Explanation;
  made: readonly MadeItem[];
}

export interface CallDelivery {
  /** Delivers calls one request after another; resolves when they are delivered or given up. */
  deliver(calls: readonly JsonObject[]): Promise<void>;
  /** Shows a call that Segment itself would throw away. */
  refuse(call: BadCall): void;
  findSource(this: void, item: unknown): SourceDetail | undefined;
  close(): Promise<void>;
}

/** Delivers Segment calls to the emulator through the runtime, and remembers what each Amplitude object was made from. */
export function createCallDelivery(
  subscriptions: readonly Subscription[],
  apiKey: string,
  emulator: () => AmplitudeEmulator,
): CallDelivery {
  const transport = createTransport();
  const ended = new AbortController();
  let onTheWay: readonly OnTheWay[] = [];
  let sources: ReadonlyMap<string, () => SourceDetail> = new Map();
  let queue: Promise<void> = Promise.resolve();

  const deliver = async (calls: readonly JsonObject[]): Promise<void> => {
    const { baseUrl } = emulator();
    const runtime = createRuntime({ settings: { apiKey }, subscriptions, baseUrl, transport });
    const all = calls.map((event): OnTheWay => {
      const explanation = runtime.explain(event);
      return { event, explanation, made: toMadeItems(explanation) };
    });
    for (const { event, explanation } of all) {
      const reason = whyNotSent(runtime, event, explanation);
      if (reason !== undefined) noteNotSent(event, reason, explanation, emulator());
    }
    onTheWay = all.filter(({ made }) => made.length > 0);
    sources = toSources(onTheWay);
    for (const wait of [0, ...WAITS_MS]) {
      if (onTheWay.length === 0 || ended.signal.aborted) return;
      if (wait > 0) await sleep(wait, undefined, { signal: ended.signal }).catch(() => undefined);
      const events = onTheWay.map(({ event }) => event);
      const answers = await runtime.deliver(events, { signal: ended.signal });
      onTheWay = onTheWay.filter((_, index) => answers[index]?.outcome === 'retry');
    }
  };
  return {
    deliver: (calls) => (queue = queue.then(() => deliver(calls))),
    refuse: ({ event, reason }) => noteNotSent(event, reason, { notices: [], subscriptions: [] }, emulator()),
    findSource: (item) => (isJsonObject(item) ? sources.get(toItemKey(item))?.() : undefined),
    async close() {
      ended.abort();
      await queue;
      await transport.close();
    },
  };
}

/** How to tell what an arriving object was made from, by the object's key: thousands may be on the way at once. */
function toSources(onTheWay: readonly OnTheWay[]): ReadonlyMap<string, () => SourceDetail> {
  return new Map(
    onTheWay.flatMap(({ event, explanation, made }) =>
      made.map((each) => [toItemKey(each.item.object), () => toSource(event, explanation, each)] as const),
    ),
  );
}

function noteNotSent(
  event: JsonObject,
  reason: string,
  { notices, subscriptions }: Explanation,
  emulator: AmplitudeEmulator,
): void {
  const { event: name, type, userId, anonymousId } = event;
  const id = userId ?? anonymousId;
  const all = [...notices, ...subscriptions.flatMap((each) => each.notices)];
  emulator.addNotSent(
    { name: typeof name === 'string' ? name : String(type), who: typeof id === 'string' ? id : '', reason },
    { event, fields: [], notices: all.map(({ text }) => text) },
  );
}
