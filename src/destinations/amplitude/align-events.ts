import {
  Destination,
  MultiStatusResponse,
  type ActionDefinition,
  type InputField,
  type JSONObject,
  type SegmentEvent,
} from '@segment/actions-core';
import { isJsonObject } from '../../json-object';

/** Takes every event, whatever it is. */
const EVERY_EVENT = 'type != "none of these"';
const ACCEPTED = { status: 200, sent: {}, body: '' };

/**
 * The events that the payloads of a batch were made from, in their order. The framework hands over all events, but only
 * the payloads that it did not refuse, and does not say which those are. Where the numbers differ, it is asked once
 * more: the same mapping and the same fields, with an action that takes everything. Undefined when that leaves a doubt.
 */
export async function alignEvents(
  { rawData, rawMapping }: { rawData?: unknown; rawMapping?: unknown },
  count: number,
  acceptance: (events: SegmentEvent[], mapping: JSONObject) => Promise<boolean[]>,
): Promise<readonly unknown[] | undefined> {
  if (!Array.isArray(rawData)) return undefined;
  const events = rawData as unknown[];
  if (events.length === count) return events;
  if (!isJsonObject(rawMapping) || !events.every(isJsonObject)) return undefined;
  const isAccepted = await acceptance(events as object[] as SegmentEvent[], rawMapping as JSONObject).catch(
    () => [],
  );
  const accepted = events.filter((_, index) => isAccepted[index] === true);
  return accepted.length === count ? accepted : undefined;
}

/**
 * Makes the question whether the framework accepts the payloads of events for an action of these fields. The names must
 * be those of the action: the framework keeps one schema for each.
 */
export function toAcceptance(title: string, fields: Record<string, InputField>) {
  let destination: Destination | undefined;
  return async (events: SegmentEvent[], mapping: JSONObject): Promise<boolean[]> => {
    destination ??= new Destination({
      name: 'Amplitude',
      mode: 'cloud',
      actions: { probe: { title, fields, description: '', ...takingEverything } },
    });
    const subscription = { subscribe: EVERY_EVENT, partnerAction: 'probe', mapping };
    const [result] = await destination.onBatch(events, { subscription });
    return (result?.multistatus ?? []).map(({ status }) => status === ACCEPTED.status);
  };
}

const takingEverything = {
  perform: () => ACCEPTED,
  performBatch: (_request, { payload }) => {
    const response = new MultiStatusResponse();
    payload.forEach(() => response.pushSuccessResponse(ACCEPTED));
    return response;
  },
} satisfies Pick<ActionDefinition<JSONObject>, 'perform' | 'performBatch'>;
