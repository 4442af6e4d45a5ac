import { createAmplitudeDestination } from 'segment-actions-amplitude';
import {
  createRuntime,
  defaultValues,
  presetSubscriptions,
  readSubscriptions,
  type Subscription,
} from 'segment-actions-amplitude/runtime';
import { CliError } from '../cli-error';
import { readJsonFile } from '../input/read-json-file';

/** The flags that choose subscriptions, and those that set a field in all that have it. */
export interface SubscriptionFlags {
  subscriptions?: string | undefined;
  batchEndpoint?: boolean | undefined;
  skipUserPropertiesSync?: boolean | undefined;
  minIdLength?: number | undefined;
}

/** The presets, or those of the file, with the fields that flags set. Throws a `CliError` that names the file. */
export function chooseSubscriptions(flags: SubscriptionFlags): Subscription[] {
  const { subscriptions: file, batchEndpoint, skipUserPropertiesSync, minIdLength } = flags;
  const chosen = file === undefined ? presetSubscriptions() : readFile(file);
  const fields = {
    ...(batchEndpoint === true && { use_batch_endpoint: true }),
    ...(skipUserPropertiesSync === true && { skip_user_properties_sync: true }),
    ...(minIdLength !== undefined && { min_id_length: minIdLength }),
  };
  return Object.keys(fields).length === 0 ? chosen : chosen.map((entry) => withFields(entry, fields));
}

function readFile(path: string): Subscription[] {
  const saved = readJsonFile(path);
  try {
    const subscriptions = readSubscriptions(saved);
    // Compiles the mappings, which is what finds a directive that is none. No request is made: any key will do.
    createRuntime({ settings: { apiKey: 'check' }, subscriptions });
    return subscriptions;
  } catch (error) {
    throw new CliError(`${path} cannot be used: ${(error as Error).message}`);
  }
}

/** Only the fields that the action has. */
function withFields(entry: Subscription, fields: Record<string, unknown>): Subscription {
  const known = createAmplitudeDestination().actions[entry.partnerAction]?.fields ?? {};
  const own = Object.entries(fields).filter(([key]) => key in known);
  const mapping = entry.mapping ?? defaultValues(known);
  return { ...entry, mapping: { ...mapping, ...Object.fromEntries(own) } };
}
