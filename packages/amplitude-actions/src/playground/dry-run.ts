import { isJsonObject } from 'segment-actions-amplitude/api';
import type { JsonObject, SourceDetail } from 'segment-actions-amplitude/emulator';
import {
  createRuntime,
  type EventAnswer,
  type Subscription,
  type Transport,
} from 'segment-actions-amplitude/runtime';
import { traceFields } from './trace-fields';

/** What the library makes of an event, found out without any network. */
export interface DryRun {
  answer: EventAnswer;
  /** An Amplitude object each, with the subscription that made it. */
  items: { subscription: string; item: JsonObject }[];
}

/** Answers as Amplitude does when all is well, and sends nothing. */
const ANSWERED: Transport = ({ url, body = '' }) => {
  const isUpload = /\/(httpapi|batch)$/.test(new URL(url).pathname);
  const { events = [] } = isUpload ? (JSON.parse(String(body)) as { events?: unknown[] }) : {};
  const text = isUpload ? JSON.stringify({ code: 200, events_ingested: events.length }) : 'success';
  return Promise.resolve({ status: 200, text });
};

/** Runs events through the real runtime, whose requests go nowhere. */
export function createDryRun(subscriptions: readonly Subscription[]): (event: object) => Promise<DryRun> {
  const runtime = createRuntime({ settings: { apiKey: 'dry' }, subscriptions, transport: ANSWERED });
  return async (event) => {
    const [answer] = await runtime.deliver([event]);
    if (!answer) throw new Error('The runtime gave no answer.');
    return {
      answer,
      items: answer.deliveries.flatMap(({ subscription, sent }) =>
        toItems(sent).map((item) => ({ subscription, item })),
      ),
    };
  };
}

/** The objects in what was sent: one, several in a list, or those of an upload or a form. */
export function toItems(sent: unknown): JsonObject[] {
  if (Array.isArray(sent)) return sent.flatMap(toItems);
  if (!isJsonObject(sent)) return [];
  for (const member of ['events', 'identification', 'mapping']) {
    if (sent[member] !== undefined) return toItems(sent[member]);
  }
  return [sent];
}

/** Both sides of one object, for the page. */
export function toSource(
  event: JsonObject,
  item: JsonObject,
  subscription: Subscription | undefined,
  { answer }: DryRun,
): SourceDetail {
  const mapping: unknown = subscription?.mapping;
  const byField = new Map(answer.notices.map(({ field = '', text }) => [field, text]));
  return {
    event,
    ...(subscription && { subscription: subscription.name }),
    fields: traceFields(event, isJsonObject(mapping) ? mapping : {}, item, byField),
    notices: answer.notices.map(({ text }) => text),
  };
}
