import fc from 'fast-check';
import type { Fault, RefusalRule } from '../../../../src/emulator';
import { CLOUD_ACTIONS, type CloudAction, type EventInput } from '../../../send-events';

/** What the emulator does with an event: takes it, names it in a 400, or refuses it without a name. */
const FATES = ['good', 'invalid', 'id-length', 'unnamed', 'forbidden'] as const;
export type Fate = (typeof FATES)[number];

/** One event of a call, in the terms of these tests. */
export interface Spec {
  userId?: string;
  anonymousId?: string;
  fate: Fate;
  fillerLength: number;
  isBatchEndpoint: boolean;
  minIdLength?: number;
  products: number;
}

export interface Call {
  action: CloudAction;
  specs: Spec[];
}

const BAD_IDS = ['null', 'Anonymous', 'abc', '   ', '0'];
const REFUSED_IDS = ['null', 'anonymous', '0', ''];
/** Good by any rule; several events of a call share one. */
export const FEW_IDS = ['user-hot-one', 'user-hot-two', 'user-hot-three'];
const OVERSIZE = 1_000_100;
/** Three of these do not fit into one request. */
const LARGE = 400_000;

const id = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...FEW_IDS) },
  { weight: 4, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: fc.constantFrom(...BAD_IDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 0, maxLength: 12 }) },
  { weight: 3, arbitrary: fc.constant(undefined) },
);

const spec = fc.record<Spec>({
  userId: id,
  anonymousId: id,
  fate: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Fate>('good') },
    { weight: 2, arbitrary: fc.constantFrom(...FATES) },
  ),
  fillerLength: fc.oneof(
    { weight: 40, arbitrary: fc.nat(200) },
    { weight: 1, arbitrary: fc.constantFrom(LARGE, OVERSIZE) },
  ),
  isBatchEndpoint: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.boolean()),
  minIdLength: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.constantFrom(1, 8)),
  products: fc.nat(3),
});

/** Whether Amplitude takes one of the ids: an event without a good one belongs to nobody. */
export function hasGoodId({ userId, anonymousId, minIdLength = 5 }: Spec): boolean {
  return [userId, anonymousId].some(
    (value = '') => value.trim().length >= minIdLength && !REFUSED_IDS.includes(value.trim().toLowerCase()),
  );
}

/** Calls of any cloud actions, with any events. */
export const calls: fc.Arbitrary<Call[]> = fc.array(
  fc.record<Call>({
    action: fc.constantFrom(...CLOUD_ACTIONS),
    specs: fc.array(spec, { minLength: 1, maxLength: 24 }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Refusals alone: nothing else is wrong with the events, and each has a user of its own. */
export const refusals: fc.Arbitrary<Fate[]> = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: fc.constant<Fate>('good') },
    { weight: 2, arbitrary: fc.constantFrom<Fate>('invalid', 'id-length') },
    { weight: 2, arbitrary: fc.constant<Fate>('unnamed') },
  ),
  { minLength: 1, maxLength: 80 },
);

const when = { probability: fc.constantFrom(0.1, 0.3, 0.6), times: fc.integer({ min: 1, max: 4 }) };

/** After these nobody knows whether the request was ingested, or it surely was not and may be later. */
export const passingFaults: fc.Arbitrary<Fault[]> = fc.array(
  fc.record<Fault>({
    ...when,
    action: fc.constantFrom<Fault['action'][]>(
      { drop: 'before-ingestion' },
      { drop: 'after-ingestion' },
      { answer: 'truncated' },
      { answer: 'not-json' },
      { status: 500 },
      { status: 503 },
      { status: 429 },
      { status: 408 },
      { statusAfterIngestion: 502 },
      { statusAfterIngestion: 504 },
    ),
  }),
  { maxLength: 4 },
);

/** Refusals out of the blue, of requests that hold nothing bad; nothing of such a request is ingested. */
export const refusingFaults: fc.Arbitrary<Fault[]> = fc.array(
  fc.record<Fault>({
    ...when,
    action: fc.constantFrom<Fault['action'][]>(
      { status: 400 },
      { status: 403 },
      { status: 413 },
      { status: 429 },
      { status: 500 },
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Reads the fate that {@link toEvent} wrote into an event. */
export const refuseByFate: RefusalRule = (item) => {
  const { fate } = Object.assign(
    { fate: String(item.user_id).split(' ')[0] },
    item.event_properties,
    item.user_properties,
    item.group_properties,
  ) as { fate?: unknown };
  if (fate === 'invalid') return { kind: 'invalid', field: 'time' };
  if (fate === 'id-length') return { kind: 'id-length', field: 'device_id' };
  return fate === 'unnamed' || fate === 'forbidden' ? { kind: fate } : undefined;
};

/** The mapping that lets each event choose its endpoint and its shortest id. */
export function toMapping(action: CloudAction) {
  const choices = { min_id_length: { '@path': '$.context.minIdLength' } };
  if (action === 'groupIdentifyUser') {
    return { ...choices, group_type: 'company', group_value: { '@path': '$.groupId' } };
  }
  if (action === 'mapUser' || action === 'identifyUser') return choices;
  return { ...choices, use_batch_endpoint: { '@path': '$.context.isBatchEndpoint' } };
}

/** The Segment event; `number` finds it again in what the emulator ingested. */
export function toEvent(action: CloudAction, number: number, of: Spec): EventInput {
  const { userId, anonymousId, fate, minIdLength, isBatchEndpoint } = of;
  const content = { number, fate, filler: 'ü'.repeat(of.fillerLength / 2) };
  const about = {
    messageId: `message-${number}`,
    anonymousId,
    context: { isBatchEndpoint, ...(minIdLength === undefined ? {} : { minIdLength }) },
  };
  if (action === 'mapUser')
    return { ...about, previousId: `${fate} ${number}`, userId: userId ?? 'global-user' };
  if (action === 'identifyUser') return { ...about, userId, traits: content };
  if (action === 'groupIdentifyUser')
    return { ...about, userId, groupId: `group-${number}`, traits: content };
  const products = Array.from({ length: action === 'logPurchase' ? of.products : 0 }, () => ({ number }));
  return { ...about, userId, event: 'Order Completed', properties: { ...content, products } };
}
