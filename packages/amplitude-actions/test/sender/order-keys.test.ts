import { toOrderKeys } from '../../src/sender/order-keys';

describe(toOrderKeys, () => {
  it.each([
    ['the user', { userId: 'u1' }, ['user:u1']],
    ['the anonymous id, which may become the device', { anonymousId: 'a1' }, ['device:a1']],
    ['the device of the context', { context: { device: { id: 'd1' } } }, ['device:d1']],
    [
      'the user that an alias maps',
      { type: 'alias', previousId: 'u0', userId: 'u1' },
      ['user:u0', 'user:u1'],
    ],
    ['the group', { type: 'group', groupId: 'g1' }, ['group:g1']],
    ['a numeric id as text', { userId: 7 }, ['user:7']],
    [
      'one key for the same device twice',
      { anonymousId: 'a', context: { device: { id: 'a' } } },
      ['device:a'],
    ],
    ['nothing for ids that are none', { userId: '', anonymousId: null, context: { device: {} } }, []],
  ])('has %s', (_title, event, expected) => {
    expect(toOrderKeys(event).sort()).toEqual(expected);
  });
});
