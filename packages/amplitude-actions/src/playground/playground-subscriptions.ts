import {
  aliasSubscription,
  groupSubscription,
  presetSubscriptions,
  type Subscription,
} from 'segment-actions-amplitude/runtime';

/** The presets, with groups and aliases: the presets cover neither, and who tries things out wants to see them. */
export const playgroundSubscriptions = (): Subscription[] => [
  ...presetSubscriptions(),
  groupSubscription({ type: 'group' }),
  aliasSubscription(),
];
