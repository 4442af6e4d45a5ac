import assert from 'node:assert';
import { Destination, type ActionDefinition } from '@segment/actions-core';
import fc from 'fast-check';
import { createAmplitudeDestination, type Settings } from '../../../src';
import { actions } from '../../../src/destinations/amplitude/actions';
import { compilePayload } from '../../../src/runtime/compile-payload';
import type { ActionKey } from '../../../src/runtime';

/** Everything here is JSON. */
const copy = (given: unknown) => JSON.parse(JSON.stringify(given)) as Record<string, unknown>;

const REFUSED = Symbol('refused');
const MESSAGE = { type: 'track', messageId: 'm-1', anonymousId: 'anon-12345' };

const scalar = fc.oneof(
  fc.constantFrom('', ' ', 'text', '5', '5.5', 'true', 'null', null, true, false),
  fc.integer(),
  fc.double({ noNaN: true }),
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('utm_source', 'model', 'behavior', 'mapping', 'price', 'other'), scalar, {
    maxKeys: 3,
  }),
  fc.array(fc.dictionary(fc.constantFrom('price', 'name'), scalar, { maxKeys: 2 }), { maxLength: 2 }),
);

/** The payload that the framework hands to an action for these values, or that it refuses them. */
async function framework(key: ActionKey, values: Record<string, unknown>): Promise<unknown> {
  let seen: unknown = REFUSED;
  const definition = createAmplitudeDestination();
  const perform: ActionDefinition<Settings>['perform'] = (_, { payload }) => (seen = copy(payload));
  const own = { ...definition.actions[key], perform } as ActionDefinition<Settings>;
  const destination = new Destination<Settings>({ ...definition, actions: { [key]: own } });
  const mapping = { '@path': '$.values' };
  const subscription = { subscribe: 'type = "track"', partnerAction: key, mapping };
  const settings = { apiKey: 'a-key-of-a-project', secretKey: 'its-secret-key', subscription };
  await destination.onEvent({ type: 'track', values } as never, settings).catch(() => undefined);
  return seen;
}

function runtime(key: ActionKey, values: Record<string, unknown>): unknown {
  const mapping = Object.fromEntries(
    Object.keys(values).map((field) => [field, { '@path': `$.values.${field}` }]),
  );
  try {
    const { payload } = compilePayload(key, mapping, true)({ ...MESSAGE, values });
    // The runtime fills the hidden fields here, and the destination itself behind the framework.
    const { message_id, anonymous_id, ...declared } = payload;
    return Object.fromEntries(Object.entries(declared).filter(([, given]) => given !== undefined));
  } catch {
    return REFUSED;
  }
}

describe('strict validation', () => {
  it.each(Object.keys(actions) as ActionKey[])(
    'yields the payload of %s that the framework yields, or refuses as it does',
    async (key) => {
      const fields = Object.keys(actions[key].fields).filter(
        (field) => field !== 'message_id' && field !== 'anonymous_id',
      );
      const payloads = fc.dictionary(fc.constantFrom(...fields, 'no_such_field'), value, { maxKeys: 8 });
      await fc.assert(
        fc.asyncProperty(payloads, async (values) => {
          assert.deepStrictEqual(runtime(key, copy(values)), await framework(key, copy(values)));
        }),
        { numRuns: 100 },
      );
    },
  );
});
