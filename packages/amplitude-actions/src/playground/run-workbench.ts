import {
  startAmplitudeEmulator,
  type AmplitudeEmulator,
  type JsonObject,
  type TryInput,
  type TryRequest,
  type TryResult,
} from 'segment-actions-amplitude/emulator';
import {
  createRuntime,
  createTransport,
  type Explanation,
  type Subscription,
} from 'segment-actions-amplitude/runtime';
import { readRequest } from '../preview/request-recorder';
import { toItems } from './to-items';
import { toItemKey, toMadeItems, toSource } from './to-source';
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
  const exchanges: Exchanged[] = [];
  const scratch = await startScratch(input, exchanges);
  const transport = createTransport();
  try {
    const user = input.userAsNow === true ? findUser(input.event) : undefined;
    if (user) scratch.ofKey(KEY).users.copy(user);
    const before = toState(scratch);
    const { baseUrl } = scratch;
    const runtime = createRuntime({ settings: { apiKey: KEY }, subscriptions, baseUrl, transport });
    const explanation = runtime.explain(input.event);
    const [answer] = await runtime.deliver([input.event]);
    if (!answer) throw new Error('The runtime gave no answer.');
    const requests = exchanges.map((exchange) => toRequest(exchange, input.event, explanation));
    const after = toState(scratch);
    const steps = toSteps({ event: input.event, explanation, answer, requests, before, after });
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
  explanation: Explanation,
): TryRequest {
  const made = new Map(toMadeItems(explanation).map((each) => [toItemKey(each.item.object), each]));
  const sources = toItems(body).flatMap((item) => {
    const found = made.get(toItemKey(item));
    return found ? [{ item, ...toSource(event, explanation, found) }] : [];
  });
  return {
    subscription: sources[0]?.subscription ?? '',
    method,
    path,
    body,
    items: sources.map(({ item, fields }, index) => ({
      name: typeof item.event_type === 'string' ? item.event_type : 'What is sent',
      // What the event holds and none of the objects does is told once.
      fields: index === sources.length - 1 ? fields : fields.filter(({ to }) => to !== undefined),
    })),
    status,
    answer: '',
  };
}
