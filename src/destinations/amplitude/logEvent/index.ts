import { cloudAction } from '../cloud-action';
import { toAttribution } from '../mapping/attribution';
import { toEvent } from '../mapping/to-event';
import { toEventItem } from '../mapping/to-event-item';
import { attribution, everyEvent } from '../fields';

/** An event, with campaign and referrer set on the user. */
export const logEvent = cloudAction({
  title: 'Log Event',
  description: 'Send an event to Amplitude.',
  defaultSubscription: 'type = "track"',
  fields: { ...everyEvent, ...attribution },
  toItems: (payload) => {
    const { event, notices } = toEvent(payload, { attribution: toAttribution(payload) });
    return { items: [toEventItem(event, payload)], notices };
  },
});
