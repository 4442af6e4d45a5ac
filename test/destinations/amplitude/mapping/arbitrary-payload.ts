import fc from 'fast-check';
import { actions } from '../../../../src/destinations/amplitude/actions';
import type { CloudAction } from '../../../send-events';

const OPERATIONS = [
  '$set', '$setOnce', '$add', '$append', '$prepend', '$preInsert', '$postInsert', '$remove', '$unset', '$clearAll',
]; // prettier-ignore
const KEYS = [
  'a',
  'b',
  'price',
  'quantity',
  'revenue',
  'branch',
  'version',
  'source_name',
  'model',
  'products',
];

/** A value that is found again in what is sent: no two are likely to be the same. */
const token = fc.integer({ min: 100_000, max: 999_999 }).map((number) => `token${number}`);
const number = fc.oneof(
  fc.integer({ min: 100_000, max: 999_999 }),
  fc.integer({ min: 100_000, max: 999_999 }).map((thousandths) => thousandths / 1000 + 1000),
);
const blank = fc.constantFrom('', ' ', null, undefined);
const scalar = fc.oneof(token, number, fc.boolean(), blank);
const object = fc.dictionary(fc.constantFrom(...KEYS, ...OPERATIONS, '__proto__', 'constructor'), scalar, {
  maxKeys: 4,
});
const nested = fc.dictionary(
  fc.constantFrom(...KEYS, ...OPERATIONS),
  fc.oneof(scalar, object, fc.array(scalar)),
  {
    maxKeys: 5,
  },
);
const value = fc.oneof(scalar, object, nested, fc.array(fc.oneof(scalar, object), { maxLength: 3 }));

/** Whether nothing is sent at all is for the mapping to say. */
const LEFT_ALONE = ['skip', 'min_id_length', 'enable_batching', 'batch_size'];

/** Any of the fields of an action, with a value of any kind in each. */
export function arbitraryPayload(action: CloudAction): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.keys(actions[action].fields).filter((field) => !LEFT_ALONE.includes(field));
  const all = fc.record(Object.fromEntries(fields.map((field) => [field, value])), { requiredKeys: [] });
  // Without these hardly any payload would get past the first check.
  const needed = fc.record({
    user_id: token,
    event_type: token,
    group_type: token,
    group_value: token,
    global_user_id: token,
  });
  return fc
    .tuple(all, needed, fc.boolean())
    .map(([payload, base, isWhole]) => (isWhole ? { ...base, ...payload } : { ...payload, ...base }))
    .map((payload) =>
      Object.fromEntries(Object.entries(payload).filter(([field]) => fields.includes(field))),
    );
}
