import { toUserProperties } from '../../../../src/destinations/amplitude/mapping/user-properties';

describe(toUserProperties, () => {
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
    ).toEqual({ properties: { $clearAll: '-' }, notices: [] });
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
      notices: [{ name: 'operation_dropped', text: 'Left "count" out of $add: its value is not a number.' }],
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

  it('drops an operation written by hand that holds no object', () => {
    expect(toUserProperties({ properties: { $add: 3, plan: 'pro' } }).properties).toEqual({ plan: 'pro' });
  });

  it('does not change what it was given', () => {
    const properties = Object.freeze({ plan: 'pro', $add: Object.freeze({ n: 'x' }) });
    expect(() => toUserProperties({ properties })).not.toThrow();
  });
});
