import { isJsonObject } from 'segment-actions-amplitude/api';
import {
  type JsonObject,
  startAmplitudeEmulator,
  type AmplitudeEmulator,
  type TryInput,
  type TryRequest,
  type TryResult,
} from 'segment-actions-amplitude/emulator';
import { createRuntime, createTransport, type Subscription } from 'segment-actions-amplitude/runtime';
import { readRequest } from '../preview/request-recorder';
import { createDryRun, toItems, toSource, type DryRun } from './dry-run';
import { toSteps } from './to-steps';

const KEY = 'workbench';

/** Finds the user of an event as the playground holds them. */
export type FindUser = (event: JsonObject) => Parameters<AmplitudeEmulator['users']['copy']>[0] | undefined;

/** Runs one event in an emulator of its own, which is gone afterwards: nothing of it is kept. */
export async function runWorkbench(
  input: TryInput,
  subscriptions: readonly Subscription[],
  findUser: FindUser,
): Promise<TryResult> {
  const dry = await createDryRun(subscriptions)(input.event);
  const exchanges: Exchanged[] = [];
  const scratch = await startScratch(input, exchanges);
  const transport = createTransport();
  try {
    const user = input.userAsNow === true ? findUser(input.event) : undefined;
    if (user) scratch.ofKey(KEY).users.copy(user);
    const before = toState(scratch);
    const runtime = createRuntime({
      settings: { apiKey: KEY },
      subscriptions,
      baseUrl: scratch.baseUrl,
      transport,
    });
    const [answer] = await runtime.deliver([input.event]);
    const requests = exchanges.map((exchange) => toRequest(exchange, input.event, subscriptions, dry));
    const after = toState(scratch);
    const steps = toSteps({
      event: input.event,
      subscriptions,
      answer: answer ?? dry.answer,
      requests,
      before,
      after,
    });
    return { steps, requests, before, after };
  } finally {
    await transport.close();
    await scratch.close();
  }
}

interface Exchanged {
  method: string;
  path: string;
  status: number;
  body: JsonObject;
}

function startScratch({ strict, fault }: TryInput, exchanges: Exchanged[]): Promise<AmplitudeEmulator> {
  return startAmplitudeEmulator({
    strict: strict !== false,
    // The page offers actions that the emulator knows.
    ...(fault && { faults: [{ action: fault as { status: number } }] }),
    onExchange: ({ method, path, status, contentType }, body) => {
      exchanges.push({ method, path, status, body: readRequest(body.toString('utf8'), contentType) });
    },
  });
}

/** The one user of the scratch emulator, as the page compares them. */
function toState(scratch: AmplitudeEmulator): JsonObject | null {
  const [user] = scratch.ofKey(KEY).users;
  if (!user) return null;
  const { user_id, device_ids, properties, groups, events, revenue, paying } = user;
  return structuredClone({
    user_id,
    devices: [...device_ids],
    user_properties: properties,
    groups,
    events,
    revenue,
    ...(paying !== undefined && { paying }),
  });
}

function toRequest(
  { method, path, status, body }: Exchanged,
  event: JsonObject,
  subscriptions: readonly Subscription[],
  dry: DryRun,
): TryRequest {
  const items = toItems(body);
  const [first] = items;
  const made = dry.items.find(({ item }) => first !== undefined && isSameObject(item, first)) ?? dry.items[0];
  const subscription = subscriptions.find(({ name }) => name === made?.subscription);
  const fields = items.flatMap((item) => toSource(event, item, subscription, dry).fields);
  return { subscription: subscription?.name ?? '', method, path, body, fields, status, answer: '' };
}

const isSameObject = (a: JsonObject, b: JsonObject): boolean =>
  isJsonObject(a) &&
  a.insert_id === b.insert_id &&
  a.event_type === b.event_type &&
  a.group_type === b.group_type;
