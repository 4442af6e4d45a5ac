import type { PropertySource } from '../../../../src/destinations/amplitude/mapping/property-source';
import {
  toGroupProperties,
  toUserProperties as resolve,
} from '../../../../src/destinations/amplitude/mapping/user-properties';
import { collectNotices } from './collect-notices';

function toUserProperties(source: PropertySource) {
  const { value, names } = collectNotices((notices) => resolve(source, notices));
  return { properties: value, notices: names };
}

describe(resolve, () => {
  it('passes plain properties on as they are, blank ones too', () => {
    const properties = { plan: 'pro', empty: '', nothing: null, nested: { deep: '' } };
    expect(toUserProperties({ properties })).toEqual({ properties, notices: [] });
  });

  it('answers none for none', () => {
    expect(toUserProperties({})).toEqual({ properties: undefined, notices: [] });
  });

  it('moves plain properties under $set as soon as there is an operation', () => {
    const { properties } = toUserProperties({
      properties: { plan: 'pro', $add: { friendCount: 3 } },
    });
    expect(properties).toEqual({ $add: { friendCount: 3 }, $set: { plan: 'pro' } });
  });

  it('merges operations written by hand with attribution and explicit ones', () => {
    const { properties } = toUserProperties({
      properties: { $set: { a: 'by hand' }, $append: { list: 1 }, plain: 1 },
      attribution: { $set: { referrer: 'r' }, $setOnce: { initial_referrer: 'r' } },
      explicit: { $set: { b: 'explicit' }, $prepend: { first: 2 } },
    });
    expect(properties).toEqual({
      $setOnce: { initial_referrer: 'r' },
      $append: { list: 1 },
      $prepend: { first: 2 },
      $set: { plain: 1, referrer: 'r', a: 'by hand', b: 'explicit' },
    });
  });

  it('lets attribution win over plain keys inside $set, and explicit values over both', () => {
    const { properties } = toUserProperties({
      properties: { utm_source: 'plain', referrer: 'plain', plan: 'plain' },
      attribution: { $set: { utm_source: 'visit', referrer: 'visit' } },
      explicit: { $set: { utm_source: 'explicit' } },
    });
    expect(properties).toEqual({ $set: { utm_source: 'explicit', referrer: 'visit', plan: 'plain' } });
  });

  it('grants a key to one operation, in a fixed order, and takes it out of $set', () => {
    const all = { $unset: { a: 1 }, $setOnce: { a: 1, b: 2 }, $add: { b: 3, c: 3 }, $append: { c: 4, d: 4 } };
    const more = { $prepend: { d: 5, e: 5 }, $preInsert: { e: 6, f: 6 }, $postInsert: { f: 7, g: 7 } };
    const { properties } = toUserProperties({
      properties: { ...all, ...more, $remove: { g: 8, h: 8 }, $set: { a: 9, h: 9, i: 9 } },
    });
    expect(properties).toEqual({
      $unset: { a: '-' },
      $setOnce: { b: 2 },
      $add: { c: 3 },
      $append: { d: 4 },
      $prepend: { e: 5 },
      $preInsert: { f: 6 },
      $postInsert: { g: 7 },
      $remove: { h: 8 },
      $set: { i: 9 },
    });
  });

  it('lets $clearAll go alone', () => {
    expect(
      toUserProperties({
        properties: { $clearAll: 'anything', plan: 'pro' },
        explicit: { $set: { a: 1 } },
      }),
    ).toEqual({ properties: { $clearAll: '-' }, notices: ['operation_dropped'] });
    expect(toUserProperties({ properties: { $clearAll: '-' } }).notices).toEqual([]);
  });

  it('keeps every key of $unset, whatever its value', () => {
    const { properties } = toUserProperties({ explicit: { $unset: { old: '', older: null, oldest: 'x' } } });
    expect(properties).toEqual({ $unset: { old: '-', older: '-', oldest: '-' } });
  });

  it('reads numeric text as the number that $add needs', () => {
    const { properties, notices } = toUserProperties({ explicit: { $add: { a: '3', b: -1, c: '0.5' } } });
    expect(properties).toEqual({ $add: { a: 3, b: -1, c: 0.5 } });
    expect(notices).toEqual([]);
  });

  it('leaves what is no number out of $add, with a notice, and does not set it instead', () => {
    expect(toUserProperties({ properties: { count: 7, plan: 'pro', $add: { count: 'many' } } })).toEqual({
      properties: { plan: 'pro' },
      notices: ['operation_dropped'],
    });
  });

  it('leaves blank values and empty operations out, without a notice', () => {
    expect(
      toUserProperties({
        properties: { plan: 'pro' },
        explicit: { $set: { a: '', b: ' ' }, $add: { c: '' }, $append: {} },
      }),
    ).toEqual({ properties: { plan: 'pro' }, notices: [] });
  });

  it('lets no blank value hide that of an earlier source', () => {
    const { properties } = toUserProperties({
      attribution: { $set: { referrer: 'r' } },
      explicit: { $set: { referrer: ' ' } },
    });
    expect(properties).toEqual({ $set: { referrer: 'r' } });
  });

  it.each(['$add', '$set', '$append', '$remove'])(
    'drops %s that holds no object, with a notice',
    (operation) => {
      for (const wrong of [3, 'plan', ['plan'], true]) {
        expect(toUserProperties({ properties: { [operation]: wrong, plan: 'pro' } })).toEqual({
          properties: { plan: 'pro' },
          notices: ['operation_dropped'],
        });
      }
      expect(toUserProperties({ properties: { [operation]: null, plan: 'pro' } }).notices).toEqual([]);
    },
  );

  it('sends no properties where all there was is an operation that cannot be sent', () => {
    expect(toUserProperties({ properties: { $add: 3 } }).properties).toBeUndefined();
  });

  it.each([[{ plan: '', x: null }], [['plan', 'x', ' ', null]]])(
    'takes %p for the names in $unset',
    ($unset) => {
      expect(toUserProperties({ properties: { $unset } })).toEqual({
        properties: { $unset: { plan: '-', x: '-' } },
        notices: [],
      });
    },
  );

  it('takes one name in $unset, and tells of what is no name', () => {
    expect(toUserProperties({ properties: { $unset: 'plan' } }).properties).toEqual({
      $unset: { plan: '-' },
    });
    expect(toUserProperties({ properties: { $unset: ['plan', { a: 1 }, 7] } })).toEqual({
      properties: { $unset: { plan: '-', 7: '-' } },
      notices: ['operation_dropped'],
    });
  });

  it.each([false, 0, '', null, 'false', '0', 'False', ' no ', 'OFF', {}, []])(
    'clears nothing for a $clearAll of %p',
    ($clearAll) => {
      expect(toUserProperties({ properties: { $clearAll, plan: 'x' } })).toEqual({
        properties: { plan: 'x' },
        notices: [],
      });
    },
  );

  it('tells of a plain key and of a value that another one takes the place of, unless they are the same', () => {
    const attribution = { $set: { referrer: 'b' } };
    expect(toUserProperties({ properties: { referrer: 'a' }, attribution }).notices).toEqual([
      'operation_dropped',
    ]);
    expect(toUserProperties({ properties: { referrer: 'b' }, attribution }).notices).toEqual([]);
    expect(toUserProperties({ attribution, explicit: { $set: { referrer: 'c' } } }).notices).toHaveLength(1);
  });

  it("keeps a property that has the name of an object's prototype, and changes no prototype", () => {
    const properties = JSON.parse(
      '{"__proto__":{"a":1},"constructor":2,"$set":{"__proto__":{"b":1}}}',
    ) as object;
    const result =
      toUserProperties({ properties: properties as PropertySource['properties'] }).properties ?? {};
    expect(JSON.stringify(result)).toBe('{"$set":{"__proto__":{"b":1},"constructor":2}}');
    expect(Object.prototype).not.toHaveProperty('b');
  });

  it('does not change what it was given', () => {
    const properties = Object.freeze({ plan: 'pro', $add: Object.freeze({ n: 'x' }) });
    expect(() => toUserProperties({ properties })).not.toThrow();
  });
});

describe(toGroupProperties, () => {
  it.each(['$preInsert', '$postInsert', '$remove', '$clearAll'])(
    'leaves out %s, which groups do not know',
    (operation) => {
      const properties = { [operation]: { seats: 1 }, plan: 'team' };
      const { value, names } = collectNotices((notices) => toGroupProperties(properties, notices));
      expect(value).toEqual({ plan: 'team' });
      expect(names).toEqual(['operation_dropped']);
    },
  );

  it('takes the six that they know', () => {
    const properties = {
      $set: { a: 1 },
      $setOnce: { b: 1 },
      $add: { c: '1' },
      $append: { d: 1 },
      $prepend: { e: 1 },
    };
    expect(toGroupProperties({ ...properties, $unset: ['f'] }, [])).toEqual({
      ...properties,
      $add: { c: 1 },
      $unset: { f: '-' },
    });
  });
});
