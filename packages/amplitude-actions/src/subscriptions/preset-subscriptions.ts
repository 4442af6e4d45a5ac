import type { Settings } from 'segment-actions-amplitude';
import type { DestinationDefinition } from '@segment/actions-core';
import { toSubscription, type Subscription } from './subscription';

type Definition = Pick<DestinationDefinition<Settings>, 'presets' | 'actions'>;

/** What a customer gets who connects the destination and changes nothing; the browser's action is not ours to run. */
export function presetSubscriptions({ presets = [], actions }: Definition): Subscription[] {
  return presets.flatMap((preset) =>
    preset.type === 'automatic' && preset.partnerAction in actions
      ? [
          toSubscription({
            name: preset.name ?? preset.partnerAction,
            subscribe: preset.subscribe,
            partnerAction: preset.partnerAction,
            mapping: preset.mapping ?? {},
          }),
        ]
      : [],
  );
}
