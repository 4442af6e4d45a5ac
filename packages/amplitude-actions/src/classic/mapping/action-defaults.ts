import { defaultValues } from '@segment/actions-core';
import { amplitudeDestination } from 'segment-actions-amplitude';
import type { Mapping } from './directives';

/** The cloud actions that the migration subscribes. */
export type CloudAction = 'logEventV2' | 'logPurchase' | 'identifyUser' | 'groupIdentifyUser' | 'mapUser';

/** The default mapping of an action, less some of its fields. A field that is left out is not mapped at all. */
export function actionDefaults(action: CloudAction, leftOut: readonly string[] = []): Mapping {
  const fields = amplitudeDestination.actions[action]?.fields ?? {};
  return Object.fromEntries(
    Object.entries(defaultValues(fields) as Mapping).filter(([name]) => !leftOut.includes(name)),
  );
}
