import { attribution, everyEvent } from '../fields';
import { cloudAction } from '../cloud-action';
import { toAttribution } from '../mapping/attribution';
import { toEvent } from '../mapping/to-event';
import { toEventEndpoint, toItem } from '../mapping/to-item';
import type { Notice } from '../notice';

/** An event, with campaign and referrer set on the user. */
export const logEvent = cloudAction({
  title: 'Log Event',
  description: 'Send an event to Amplitude.',
  defaultSubscription: 'type = "track"',
  fields: { ...everyEvent, ...attribution },
  toItems: (payload) => {
    const notices: Notice[] = [];
    const event = toEvent(payload, { attribution: toAttribution(payload, notices) }, notices);
    return { items: [toItem(toEventEndpoint(payload), event, payload, notices)], notices };
  },
});
