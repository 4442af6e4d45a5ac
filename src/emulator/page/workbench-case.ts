import { isJsonObject, type JsonObject } from '../json-object';
import type { TryInput, TrySubscription } from '../workbench';
import { readJson } from './read-json';

/** What can be chosen from. */
export interface Offer {
  presets: TrySubscription[];
  samples: { name: string; event: JsonObject }[];
}

/** All that is set in the workbench; what a shared address holds. */
export interface Case {
  /** The event's JSON as it is written. */
  event: string;
  /** Name of a preset; empty for all of them. */
  preset: string;
  /** The subscription's JSON once it was edited. */
  subscription?: string;
  strict: boolean;
  useBatchEndpoint: boolean;
  minIdLength: number;
  fault: string;
  userAsNow: boolean;
}

export const EMPTY_CASE: Case = {
  event: '',
  preset: '',
  strict: true,
  useBatchEndpoint: false,
  minIdLength: 0,
  fault: '',
  userAsNow: false,
};

export const FAULTS: Record<string, JsonObject> = {
  '503, not ingested': { status: 503 },
  '500, ingested all the same': { statusAfterIngestion: 500 },
  '429, too many requests': { status: 429 },
  'Connection dropped': { drop: 'before-ingestion' },
};

/** What is asked of the emulator; undefined while something written is no JSON object. */
export function toInput(written: Case, presets: readonly TrySubscription[]): TryInput | undefined {
  const event = readJson(written.event).value;
  if (readJson(written.event).problem || !isJsonObject(event)) return undefined;
  const subscriptions = chooseSubscriptions(written, presets);
  if (subscriptions === 'broken') return undefined;
  const fault = FAULTS[written.fault];
  return {
    event,
    ...(subscriptions && { subscriptions }),
    strict: written.strict,
    useBatchEndpoint: written.useBatchEndpoint,
    ...(written.minIdLength > 0 && { minIdLength: written.minIdLength }),
    ...(fault && { fault }),
    userAsNow: written.userAsNow,
  };
}

function chooseSubscriptions(
  { preset, subscription }: Case,
  presets: readonly TrySubscription[],
): TrySubscription[] | undefined | 'broken' {
  if (preset === '') return undefined;
  if (subscription === undefined) return presets.filter(({ name }) => name === preset);
  const { value, problem } = readJson(subscription);
  // The emulator says what is missing in a subscription that is JSON.
  return problem || !isJsonObject(value) ? 'broken' : [value as JsonObject & TrySubscription];
}

/** Keys of an edited mapping that differ from the preset's. */
export function differingKeys(written: Case, presets: readonly TrySubscription[]): string[] {
  const preset = presets.find(({ name }) => name === written.preset);
  const edited = written.subscription === undefined ? undefined : readJson(written.subscription).value;
  if (!preset || !isJsonObject(edited)) return [];
  const mapping = isJsonObject(edited.mapping) ? edited.mapping : {};
  const keys = new Set([...Object.keys(preset.mapping), ...Object.keys(mapping)]);
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  const own = (['subscribe', 'partnerAction'] as const).filter((key) => differs(preset[key], edited[key]));
  return [...own, ...[...keys].filter((key) => differs(preset.mapping[key], mapping[key]))];
}
