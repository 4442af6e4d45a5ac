import { groupFields } from '../fields';
import { cloudAction } from '../cloud-action';
import { toGroupItems } from '../mapping/to-group-items';
import type { Notice } from '../notice';

/** Puts the user into a group, and sets properties of the group. Needs Amplitude's Accounts add-on. */
export const groupIdentifyUser = cloudAction({
  title: 'Group Identify User',
  description: 'Put a user into a group and set properties of the group. Only later events are affected.',
  defaultSubscription: 'type = "group"',
  fields: groupFields,
  toItems: (payload) => {
    const notices: Notice[] = [];
    return { items: toGroupItems(payload, notices), notices };
  },
});
