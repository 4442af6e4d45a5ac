import { actions } from '../src/destinations/amplitude/actions';
import { CLOUD_ACTIONS, type CloudAction } from './send-events';

type Make = () => unknown;

/** A payload that no framework has checked, for one action. */
export interface HostilePayload {
  action: CloudAction;
  /** What is wrong with it, and where. */
  title: string;
  make: () => unknown;
}

const LONG = 100_000;

function nest(levels: number, inner: unknown = 'deep'): unknown {
  let value = inner;
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

function cycle(): object {
  const self: Record<string, unknown> = { name: 'cycle' };
  self.self = self;
  return self;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const fail = (): never => {
  throw new Error('This cannot be read.');
};

/** Values of every kind that has broken a mapping somewhere. */
const VALUES: Record<string, Make> = {
  'a __proto__ key': () =>
    JSON.parse('{"__proto__":{"polluted":true},"a":{"__proto__":{"polluted":true}}}') as unknown,
  'a constructor key': () => ({ constructor: { prototype: { polluted: true } } }),
  'keys of a prototype': () => ({
    hasOwnProperty: 1,
    toString: 2,
    valueOf: 3,
    toJSON: 4,
    length: 5,
    then: 6,
  }),
  'the name __proto__': () => '__proto__',
  'an operation with __proto__': () =>
    JSON.parse('{"$set":{"__proto__":{"polluted":true}},"$add":{"__proto__":1}}') as unknown,
  'operations in operations': () => ({
    $set: { $set: { $add: 1 } },
    $clearAll: { $clearAll: true },
    $unset: [[['a']]],
  }),
  'every operation wrong': () => ({
    $set: 1,
    $add: [],
    $unset: {},
    $append: 'x',
    $clearAll: 'no',
    $remove: null,
  }),
  '41 levels': () => nest(41),
  '5,000 levels': () => nest(5000),
  '100,000 levels': () => nest(LONG),
  'an object within itself': cycle,
  'a list within itself': () => {
    const list: unknown[] = [];
    list.push(list);
    return list;
  },
  '100,000 characters': () => 'x'.repeat(LONG),
  '100,000 blanks between signs': () => `-${' '.repeat(LONG)}x`,
  '100,000 digits': () => '1'.repeat(LONG),
  '100,000 dollars': () => '$'.repeat(LONG),
  'a date with 100,000 blanks': () => `Mon${' '.repeat(LONG)}Jan`,
  'a date of 100 signs': () => 'Jan 1 2026 1:1:1'.padEnd(100, ' 1'),
  '100,000 brackets': () => '['.repeat(LONG),
  '10,000 keys': () =>
    Object.fromEntries(Array.from({ length: 10_000 }, (_, index): [string, number] => [`k${index}`, index])),
  '10,000 items': () => Array.from({ length: 10_000 }, (_, index) => ({ index })),
  'a huge user agent': () => `Mozilla/5.0 (${'Linux; '.repeat(10_000)}) AppleWebKit/${'5'.repeat(LONG)}`,
  'half a character': () => '\ud800 \udc00',
  'characters of no width': () => '\u0000\u200b\ufeff\u202e',
  'a big integer': () => 10n ** 40n,
  'a symbol': () => Symbol('hostile'),
  'a function': () => fail,
  NaN: () => NaN,
  Infinity: () => -Infinity,
  'minus zero': () => -0,
  'the largest number': () => Number.MAX_VALUE,
  'a date that is none': () => new Date(NaN),
  'a map': () => new Map([['a', 1]]),
  'no prototype': () => Object.assign(Object.create(null) as object, { a: 1 }),
  'a list with holes': () => Object.assign([], { 3: 'a', length: 5 }),
  'a getter that throws': () => ({ get a() { return fail(); } }), // prettier-ignore
  'a toString that throws': () => ({ toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail }),
  'a toJSON that throws': () => ({ toJSON: fail }),
  'a toJSON that says nothing': () => ({ toJSON: () => undefined }),
  'a proxy that throws': () =>
    new Proxy({}, { get: fail, ownKeys: fail, has: fail, getOwnPropertyDescriptor: fail }),
  'a proxy that is revoked': revoked,
};

/** Where a value stands within a field. */
const PLACES: Record<string, (value: unknown) => unknown> = {
  'in {field}': (value) => value,
  'in an object in {field}': (value) => ({ a: value, $set: { a: value }, products: value }),
  'in a list in {field}': (value) => [value, { a: value }],
};

const GOOD = {
  user_id: 'user-12345',
  event_type: 'Opened',
  group_type: 'company',
  group_value: 'Acme',
  group_properties: { plan: 'team' },
  global_user_id: 'user-67890',
  message_id: 'message-1',
};

/** Each value in each place of each field of each action, in all fields at once, and as the payload itself. */
export function* hostilePayloads(): Generator<HostilePayload> {
  for (const action of CLOUD_ACTIONS) {
    const fields = Object.keys(actions[action].fields);
    for (const [name, value] of Object.entries(VALUES)) {
      yield { action, title: `${name} as the payload`, make: value };
      for (const [place, put] of Object.entries(PLACES)) {
        yield {
          action,
          title: `${name} ${place.replace('{field}', 'every field')}`,
          make: () => Object.fromEntries(fields.map((field) => [field, put(value())])),
        };
        for (const field of fields) {
          const make = () => ({ ...GOOD, [field]: put(value()) });
          yield { action, title: `${name} ${place.replace('{field}', field)}`, make };
        }
      }
    }
  }
}
