import { PayloadValidationError } from '@segment/actions-core';
import {
  idFault,
  requireIds,
  toIds,
  toMinIdLength,
} from '../../../../src/destinations/amplitude/mapping/ids';

const REFUSED = [
  'anonymous', 'nil', 'none', 'null', 'n/a', 'na', 'undefined', 'unknown', '""', '{}', 'lmy47d', '0', '-1',
  '00000000-0000-0000-0000-000000000000',
]; // prettier-ignore

describe(idFault, () => {
  it.each(REFUSED)('refuses %s in any case, however short an id may be', (id) => {
    const expected = (form: string) => `is "${form}", which Amplitude refuses as an id`;
    expect(idFault(id, 0)).toBe(expected(id));
    expect(idFault(id.toUpperCase(), 0)).toBe(expected(id.toUpperCase()));
  });

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
    [-2, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('reads %p as %p', (min_id_length, expected) => {
    expect(toMinIdLength({ min_id_length })).toBe(expected);
  });
});

describe(toIds, () => {
  it('trims ids before it measures them', () => {
    expect(toIds({ user_id: ' user-1 ', device_id: '  abc ' })).toMatchObject({ ids: { user_id: 'user-1' } });
  });

  it('drops a bad id beside a good one, and says so', () => {
    expect(toIds({ user_id: 'Anonymous', device_id: 'device-1' })).toEqual({
      ids: { device_id: 'device-1' },
      faults: ['user_id is "Anonymous", which Amplitude refuses as an id'],
      notices: [
        {
          name: 'id_dropped',
          text: 'Left an id out of an event that has another: user_id is "Anonymous", which Amplitude refuses as an id.',
        },
      ],
    });
  });

  it('says nothing of an empty id beside a good one', () => {
    expect(toIds({ user_id: '  ', device_id: 'device-1' }).notices).toEqual([]);
  });

  it('takes short ids when the minimum length says so', () => {
    expect(toIds({ user_id: '12', device_id: '3', min_id_length: 1 }).ids).toEqual({
      user_id: '12',
      device_id: '3',
    });
  });

  it('measures by 5 when the minimum length is not above 0', () => {
    expect(toIds({ user_id: '1234', device_id: '12345', min_id_length: 0 }).ids).toEqual({
      device_id: '12345',
    });
  });
});

describe(requireIds, () => {
  it('takes one good id', () => {
    expect(requireIds({ user_id: null, device_id: 'device-1' })).toEqual({
      ids: { device_id: 'device-1' },
      notices: [],
    });
  });

  it.each([
    ['both are missing', {}, 'both are missing'],
    ['one is bad', { user_id: 'abc' }, 'user_id is shorter than 5 characters (see Minimum ID Length)'],
    [
      'both are bad',
      { user_id: 'none', device_id: '' },
      'user_id is "none", which Amplitude refuses as an id, and device_id is empty',
    ],
  ])('refuses when %s, saying why', (_title, source, reason) => {
    const expected = new PayloadValidationError(`Amplitude needs a user_id or a device_id: ${reason}.`);
    expect(() => requireIds(source)).toThrow(expected);
  });
});
