import { everyEvent, operations, setOnceAndAlways } from '../fields';
import { cloudAction } from '../cloud-action';
import { toExplicitOperations } from '../mapping/explicit-operations';
import { toEvent } from '../mapping/to-event';
import { toEventEndpoint, toItem } from '../mapping/to-item';
import type { Notice } from '../notice';

/** An event, with an operation field for each way of changing the user's properties. */
export const logEventV2 = cloudAction({
  title: 'Log Event V2',
  description: 'Send an event to Amplitude, and say how each user property is to be set.',
  defaultSubscription: 'type = "track"',
  fields: { ...everyEvent, ...setOnceAndAlways, ...operations },
  toItems: (payload) => {
    const notices: Notice[] = [];
    const explicit = toExplicitOperations(payload, notices);
    const event = toEvent(payload, { explicit }, notices);
    return { items: [toItem(toEventEndpoint(payload), event, payload, notices)], notices };
  },
});
