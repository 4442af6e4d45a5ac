import { identifyFields } from '../fields';
import { cloudAction } from '../cloud-action';
import { toIdentification } from '../mapping/to-identification';
import { toItem } from '../mapping/to-item';
import type { Notice } from '../notice';

/** Sets properties of a user, or ties a user to a device, without an event. */
export const identifyUser = cloudAction({
  title: 'Identify User',
  description: 'Set properties of a user, or the user of a device, without sending an event.',
  defaultSubscription: 'type = "identify"',
  fields: identifyFields,
  toItems: (payload) => {
    const notices: Notice[] = [];
    const identification = toIdentification(payload, notices);
    return { items: [toItem('identify', identification, payload, notices)], notices };
  },
});
