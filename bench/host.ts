import {
  Destination,
  defaultValues,
  type ActionDefinition,
  type DestinationDefinition,
  type JSONObject,
  type SegmentEvent,
} from '@segment/actions-core';
import { createAmplitudeDestination, type DestinationOptions, type Settings } from '../src';

type Action = ActionDefinition<Settings>;
const SETTINGS = {
  apiKey: '0f7c2ad7c3a94b1b9c58d0b3e6f1a2d4',
  secretKey: '5a1e9d3b7c2f4068a9b1c3d5e7f90213',
};

/** As Segment runs a destination: one Log Event subscription with its default mapping. */
export interface Host {
  sendOne(event: SegmentEvent): Promise<void>;
  /** The status of each event. */
  sendBatch(events: SegmentEvent[]): Promise<number[]>;
}

export function toHost(options: DestinationOptions, mapping: JSONObject = {}): Host {
  return hostOf(createAmplitudeDestination(options), mapping);
}

/** The framework's floor: the same definition and schema, whose action does nothing. */
export function toIdleHost(): Host {
  return toHostWith({ perform: () => undefined, performBatch: () => undefined });
}

/** The floor with one request a call: the payloads as they are, without mapping, splitting and answers. */
export function toPostingHost(url: string): Host {
  const post: Action['performBatch'] = (request, { payload }) =>
    request(url, {
      method: 'POST',
      body: JSON.stringify(payload),
      headers: { 'content-type': 'application/json' },
      skipResponseCloning: true,
    });
  return toHostWith({ performBatch: post });
}

function toHostWith(own: Partial<Pick<Action, 'perform' | 'performBatch'>>): Host {
  const definition = createAmplitudeDestination();
  const logEvent = { ...logEventOf(definition), ...own };
  return hostOf({ ...definition, actions: { ...definition.actions, logEvent } }, {});
}

function hostOf(definition: DestinationDefinition<Settings>, mapping: JSONObject): Host {
  const destination = new Destination(definition);
  const defaults = defaultValues(logEventOf(definition).fields) as JSONObject;
  const subscription = {
    subscribe: 'type = "track"',
    partnerAction: 'logEvent',
    mapping: { ...defaults, ...mapping },
  };
  const settings = { ...SETTINGS, subscription };
  // The framework keeps every response for ever; a host that runs for long empties the list.
  const forget = () => (destination.responses.length = 0);
  return {
    sendOne: async (event) => {
      await destination.onEvent(event, settings);
      forget();
    },
    sendBatch: async (events) => {
      const [result] = await destination.onBatch(events, settings);
      forget();
      return (result?.multistatus ?? []).map(({ status }) => status);
    },
  };
}

function logEventOf({ actions }: DestinationDefinition<Settings>): Action {
  const { logEvent } = actions;
  if (!logEvent) throw new Error('The destination has no action logEvent.');
  return logEvent;
}
