import { PayloadValidationError } from '@segment/actions-core';
import {
  idFault,
  readAdvertisingId,
  requireIds,
  toIds,
  toMinIdLength,
  type IdSource,
} from '../../../../src/destinations/amplitude/mapping/ids';
import { collectNotices } from './collect-notices';

const REFUSED = [
  'anonymous', 'nil', 'none', 'null', 'n/a', 'na', 'undefined', 'unknown', '""', '{}', 'lmy47d', '0', '-1',
  '00000000-0000-0000-0000-000000000000',
]; // prettier-ignore

const read = (source: IdSource) => {
  const { value, notices } = collectNotices((into) => toIds(source, into));
  return { ...value, notices };
};

describe(idFault, () => {
  it.each(REFUSED)('refuses %s in any case, however short an id may be', (id) => {
    const expected = (form: string) => `is "${form}", which Amplitude refuses as an id`;
    expect(idFault(id, 0)).toBe(expected(id));
    expect(idFault(id.toUpperCase(), 0)).toBe(expected(id.toUpperCase()));
  });

  it.each(['true', 'FALSE', 'NaN', '[object Object]', '[object Undefined]'])(
    'refuses %s, which is no id',
    (id) => {
      expect(idFault(id, 0)).toBe(`is "${id}", which is no id`);
    },
  );

  it('refuses an empty id', () => {
    expect(idFault('', 0)).toBe('is empty');
  });

  it('refuses an id below the minimum length and takes one of that length', () => {
    expect(idFault('abcd', 5)).toBe('is shorter than 5 characters (see Minimum ID Length)');
    expect(idFault('abcde', 5)).toBeUndefined();
  });
});

describe(toMinIdLength, () => {
  it.each([
    [3, 3],
    [0, undefined],
    ['3', 3],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('reads %p as %p', (min_id_length, expected) => {
    const { value, notices } = collectNotices((into) => toMinIdLength({ min_id_length }, into));
    expect(value).toBe(expected);
    expect(notices).toEqual([]);
  });

  it.each(['x', 2.5, true, {}, -2])('leaves %p out, and says so', (min_id_length) => {
    const { value, notices } = collectNotices((into) => toMinIdLength({ min_id_length }, into));
    expect(value).toBeUndefined();
    expect(notices).toMatchObject([{ field: 'min_id_length' }]);
  });
});

describe(toIds, () => {
  it('trims ids before it measures them', () => {
    expect(read({ user_id: ' user-1 ', device_id: '  abc ' })).toMatchObject({ ids: { user_id: 'user-1' } });
  });

  it('drops a bad id beside a good one, and says so', () => {
    expect(read({ user_id: 'Anonymous', device_id: 'device-1' })).toEqual({
      ids: { device_id: 'device-1' },
      faults: ['user_id is "Anonymous", which Amplitude refuses as an id'],
      notices: [
        {
          name: 'id_dropped',
          field: 'user_id',
          text: 'Left an id out of an event that has another: user_id is "Anonymous", which Amplitude refuses as an id.',
        },
      ],
    });
  });

  it('says nothing of an empty id beside a good one', () => {
    expect(read({ user_id: '  ', device_id: 'device-1' }).notices).toEqual([]);
  });

  it('takes a number as text', () => {
    expect(read({ user_id: 1_234_567, device_id: 12_345n }).ids).toEqual({
      user_id: '1234567',
      device_id: '12345',
    });
  });

  it.each([true, false, {}, ['user-12345'], NaN, () => 1])('takes %p for no id', (user_id) => {
    const { ids, notices } = read({ user_id, device_id: 'device-1' });
    expect(ids).toEqual({ device_id: 'device-1' });
    expect(notices).toMatchObject([{ name: 'id_dropped', field: 'user_id' }]);
  });

  it.each([...REFUSED, 'true', '[object Object]', 'abc', {}, false])(
    'puts the anonymous id in the place of the device id %p, and says so',
    (device_id) => {
      const { ids, notices } = read({ user_id: 'user-1', device_id, anonymous_id: 'anonymous-1' });
      expect(ids).toEqual({ user_id: 'user-1', device_id: 'anonymous-1' });
      expect(notices).toMatchObject([{ name: 'id_dropped', field: 'device_id' }]);
    },
  );

  it.each(['', ' ', null, undefined])(
    'puts the anonymous id in the place of the blank device id %p',
    (device_id) => {
      expect(read({ device_id, anonymous_id: ' anonymous-1 ' })).toEqual({
        ids: { device_id: 'anonymous-1' },
        faults: typeof device_id === 'string' ? ['device_id is empty'] : [],
        notices: [],
      });
    },
  );

  it('keeps a good device id beside an anonymous id', () => {
    expect(read({ device_id: 'device-1', anonymous_id: 'anonymous-1' })).toEqual({
      ids: { device_id: 'device-1' },
      faults: [],
      notices: [],
    });
  });

  it('takes an anonymous id under the same rules', () => {
    expect(read({ device_id: 'unknown', anonymous_id: 'null', user_id: 'user-1' })).toMatchObject({
      ids: { user_id: 'user-1' },
      notices: [{ field: 'device_id' }, { field: 'anonymous_id' }],
    });
    expect(read({ anonymous_id: 'a1' }).ids).toEqual({});
    expect(read({ anonymous_id: 'a1', min_id_length: 2 }).ids).toEqual({ device_id: 'a1' });
  });

  it('takes short ids when the minimum length says so', () => {
    expect(read({ user_id: '12', device_id: '3', min_id_length: 1 }).ids).toEqual({
      user_id: '12',
      device_id: '3',
    });
  });

  it('measures by 5 when the minimum length is not above 0', () => {
    expect(read({ user_id: '1234', device_id: '12345', min_id_length: 0 }).ids).toEqual({
      device_id: '12345',
    });
  });
});

describe(requireIds, () => {
  it('takes one good id', () => {
    expect(requireIds({ user_id: null, device_id: 'device-1' }, [])).toEqual({ device_id: 'device-1' });
  });

  it.each([
    ['both are missing', {}, 'both are missing'],
    ['one is bad', { user_id: 'abc' }, 'user_id is shorter than 5 characters (see Minimum ID Length)'],
    [
      'both are bad',
      { user_id: 'none', device_id: '' },
      'user_id is "none", which Amplitude refuses as an id, and device_id is empty',
    ],
    [
      'the anonymous id is bad too',
      { device_id: true, anonymous_id: 'none' },
      'device_id is a boolean, which is no id, and anonymous_id is "none", which Amplitude refuses as an id',
    ],
  ])('refuses when %s, saying why', (_title, source, reason) => {
    const expected = new PayloadValidationError(`Amplitude needs a user_id or a device_id: ${reason}.`);
    expect(() => requireIds(source, [])).toThrow(expected);
  });
});

describe(readAdvertisingId, () => {
  it.each([
    '00000000-0000-0000-0000-000000000000',
    '0000',
    'true',
    'FALSE',
    'unknown',
    true,
    false,
    {},
  ] as const)('drops %p, which is no advertising id, with a notice', (value) => {
    const { value: id, notices } = collectNotices((into) => readAdvertisingId(value, 'idfa', into));
    expect(id).toBeUndefined();
    expect(notices).toMatchObject([{ name: 'id_dropped', field: 'idfa' }]);
  });

  it('takes the others as they are, and nothing for blank', () => {
    const id = '7A3CBEA0-BDF5-11E4-8DFC-AA07A5B093DB';
    expect(readAdvertisingId(id, 'adid', [])).toBe(id);
    expect(collectNotices((notices) => readAdvertisingId(' ', 'adid', notices))).toMatchObject({
      value: undefined,
      names: [],
    });
  });
});
