import type { Settings } from 'segment-actions-amplitude';
import type { DestinationDefinition } from '@segment/actions-core';
import { presetSubscriptions } from './preset-subscriptions';
import { readSubscriptions } from './read-subscriptions';
import { toSubscription, type Subscription } from './subscription';

/** The presets, or those of the file; `--batch-endpoint` sends their events to Batch Event Upload. */
export function chooseSubscriptions(
  definition: Pick<DestinationDefinition<Settings>, 'presets' | 'actions'>,
  flags: { subscriptions?: string; batchEndpoint?: boolean },
): Subscription[] {
  const { subscriptions: file } = flags;
  const chosen =
    file === undefined ? presetSubscriptions(definition) : readSubscriptions(file, definition.actions);
  if (flags.batchEndpoint !== true) return chosen;
  return chosen.map((entry) =>
    'use_batch_endpoint' in (definition.actions[entry.partnerAction]?.fields ?? {})
      ? toSubscription({ ...entry, mapping: { ...entry.mapping, use_batch_endpoint: true } })
      : entry,
  );
}
