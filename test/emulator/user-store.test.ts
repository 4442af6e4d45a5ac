import { UserStore } from '../../src/emulator/user-store';

describe(UserStore, () => {
  it('finds a user by user_id and by device_id', () => {
    const users = new UserStore();
    const user = users.seen('user-1', 'device-1', 1);

    expect(users.get('user-1')).toBe(user);
    expect(users.get('device-1')).toBe(user);
    expect(users.get('user-2')).toBeUndefined();
    expect(users.getByUserId('device-1')).toBeUndefined();
  });

  it('lets a user_id claim the anonymous user of its device', () => {
    const users = new UserStore();
    const anonymous = users.seen(undefined, 'device-1', 1);

    expect(users.seen('user-1', 'device-1', 2)).toBe(anonymous);
    expect(users.size).toBe(1);
  });

  it('makes a new user of another user_id on the same device, who owns the device from then on', () => {
    const users = new UserStore();
    const first = users.seen('user-1', 'device-1', 1);
    const second = users.seen('user-2', 'device-1', 2);

    expect(second.amplitude_id).not.toBe(first.amplitude_id);
    expect(users.seen(undefined, 'device-1', 3)).toBe(second);
    expect([...users]).toEqual([first, second]);
  });
});
