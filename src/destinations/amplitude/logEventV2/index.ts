import { cloudAction } from '../cloud-action';
import { toEvent } from '../mapping/to-event';
import { toEventItem } from '../mapping/to-event-item';
import { everyEvent, operations, setOnceAndAlways } from '../fields';

/** An event, with an operation field for each way of changing the user's properties. */
export const logEventV2 = cloudAction({
  title: 'Log Event V2',
  description: 'Send an event to Amplitude, and say how each user property is to be set.',
  defaultSubscription: 'type = "track"',
  fields: { ...everyEvent, ...setOnceAndAlways, ...operations },
  toItems: (payload) => {
    const { setOnce, setAlways, add, append, prepend, unset } = payload;
    const explicit = {
      $setOnce: setOnce,
      $set: setAlways,
      $add: add,
      $append: append,
      $prepend: prepend,
      $unset: unset,
    };
    const { event, notices } = toEvent(payload, { explicit });
    return { items: [toEventItem(event, payload)], notices };
  },
});
