import {
  aliasSubscription,
  groupSubscription,
  presetSubscriptions,
  type Subscription,
} from '../../src/runtime';

/** What a new Amplitude destination starts with, and the two calls that no preset takes: group and alias. */
export function demoSubscriptions(): Subscription[] {
  return [
    ...presetSubscriptions(),
    groupSubscription({
      type: firstNotBlank('$.traits.group_type', 'company'),
      value: firstNotBlank('$.traits.name', { '@path': '$.groupId' }),
    }),
    aliasSubscription(),
  ];
}

/** `blank` runs `then` when the value is NOT blank. */
function firstNotBlank(at: string, otherwise: string | object): object {
  return { '@if': { blank: { '@path': at }, then: { '@path': at }, else: otherwise } };
}
