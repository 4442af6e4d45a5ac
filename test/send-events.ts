import {
  Destination,
  defaultValues,
  type JSONObject,
  type Logger,
  type SegmentEvent,
  type StatsContext,
} from '@segment/actions-core';
import { parseFql, validate } from '@segment/destination-subscriptions';
import { createAmplitudeDestination, type DestinationOptions, type Settings } from '../src';
import type { PayloadAnswer } from '../src/destinations/amplitude/api/to-answers';

/** Keys as long and as random as Amplitude's own. */
export const API_KEY = '7b0f9c1d52e84a36b1c4d8e2f5a6930c';
export const SECRET_KEY = '4e1a8d3c6f7b2059e8d1c4b7a0f36925';

export const EVENT_ACTIONS = ['logEvent', 'logEventV2', 'logPurchase'] as const;
export const CLOUD_ACTIONS = [...EVENT_ACTIONS, 'identifyUser', 'groupIdentifyUser', 'mapUser'] as const;
export const REGIONS = ['north_america', 'europe'] as const;

export type CloudAction = (typeof CLOUD_ACTIONS)[number];
/** What a test says of a Segment event; the type follows the action unless it is given. */
export type EventInput = Partial<Omit<SegmentEvent, 'context' | 'integrations'>> & {
  context?: JSONObject;
  integrations?: JSONObject;
};

export interface Sending {
  /** On top of the action's default mapping. */
  mapping?: JSONObject;
  settings?: Partial<Settings>;
  options?: DestinationOptions;
  /** As much of a host's logger and stats client as the test looks at. */
  logger?: Partial<Logger>;
  statsContext?: { statsClient: Partial<StatsContext['statsClient']>; tags: string[] };
  signal?: AbortSignal;
}

const EVERY_EVENT = 'type != "none"';
const TYPES = {
  logEvent: 'track',
  logEventV2: 'track',
  logPurchase: 'track',
  identifyUser: 'identify',
  groupIdentifyUser: 'group',
  mapUser: 'alias',
} as const;

export function toSettings(settings: Partial<Settings> = {}) {
  const endpoint = 'north_america' as const;
  return { apiKey: API_KEY, secretKey: SECRET_KEY, endpoint, ...settings } satisfies Settings;
}

/** The mapping of a new subscription to this action. */
export function defaultMapping(action: CloudAction): JSONObject {
  const fields = createAmplitudeDestination().actions[action]?.fields;
  if (fields === undefined) throw new Error(`The destination has no action ${action}.`);
  return defaultValues(fields);
}

/** One event through the framework's `onEvent`. Resolves to what `perform` returned, rejects with what it threw. */
export async function sendEvent(
  action: CloudAction,
  event: EventInput,
  sending: Sending = {},
): Promise<PayloadAnswer> {
  const destination = new Destination(createAmplitudeDestination(sending.options));
  const settings = { ...toSettings(sending.settings), ...toSubscription(action, sending) };
  const results = await destination.onEvent(toSegmentEvent(action, event), settings, toHost(sending));
  return results.at(-1)?.data as PayloadAnswer;
}

/** Events through the framework's `onBatch`: its answer for each. */
export async function sendBatch(action: CloudAction, events: EventInput[], sending: Sending = {}) {
  const destination = new Destination(createAmplitudeDestination(sending.options));
  const settings = { ...toSettings(sending.settings), ...toSubscription(action, sending) };
  const segmentEvents = events.map((event) => toSegmentEvent(action, event));
  const [result] = await destination.onBatch(segmentEvents, settings, toHost(sending));
  return result?.multistatus ?? [];
}

/** One event through each preset whose trigger it matches, as a new Amplitude destination has them. */
export async function sendThroughPresets(event: EventInput & Pick<SegmentEvent, 'type'>, sending: Sending) {
  const definition = createAmplitudeDestination(sending.options);
  const destination = new Destination(definition);
  for (const preset of definition.presets ?? []) {
    if (preset.type !== 'automatic' || !(preset.partnerAction in definition.actions)) continue;
    const segmentEvent = toSegmentEvent('logEvent', event);
    if (!validate(parseFql(preset.subscribe), segmentEvent)) continue;
    const mapping = { ...preset.mapping, ...sending.mapping };
    const settings = { ...toSettings(sending.settings), subscription: { ...preset, mapping } };
    await destination.onEvent(segmentEvent, settings);
  }
}

function toHost({ logger, statsContext, signal }: Sending) {
  return { logger: logger as Logger, statsContext: statsContext as StatsContext, signal };
}

function toSubscription(action: CloudAction, { mapping }: Sending) {
  return {
    subscription: {
      subscribe: EVERY_EVENT,
      partnerAction: action,
      mapping: { ...defaultMapping(action), ...mapping },
    },
  };
}

/** As JSON, the way a host receives it. */
export function toSegmentEvent(action: CloudAction, event: EventInput): SegmentEvent {
  return JSON.parse(JSON.stringify({ type: TYPES[action], ...event })) as SegmentEvent;
}
