import {
  createSessionStorage,
  type KeyValueStore,
} from '../../../../src/destinations/amplitude/sessionPlugin/session-storage';

const session = { id: 1000, lastAccess: 2000 };

/** A store that works until it is told to fail, and can be told to drop what it is given without a word. */
class FlakyStore implements KeyValueStore {
  readonly values = new Map<string, unknown>();
  readonly written: string[] = [];
  state: 'works' | 'throws' | 'drops' = 'works';

  get(key: string): unknown {
    if (this.state === 'throws') throw new Error('The operation is insecure.');
    return this.values.get(key) ?? null;
  }

  set(key: string, value: number): void {
    if (this.state === 'throws') throw new Error('QuotaExceededError');
    if (this.state === 'drops') return;
    this.written.push(key);
    this.values.set(key, value);
  }
}

describe(createSessionStorage, () => {
  it('keeps the session under the keys of Segment’s own plugin', () => {
    const store = new FlakyStore();
    createSessionStorage(store).write(session);
    expect(Object.fromEntries(store.values)).toEqual({
      analytics_session_id: 1000,
      'analytics_session_id.last_access': 2000,
    });
  });

  it('writes the id only when it changes', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    storage.write(session);
    storage.write({ ...session, lastAccess: 3000 });
    expect(store.written).toEqual([
      'analytics_session_id',
      'analytics_session_id.last_access',
      'analytics_session_id.last_access',
    ]);
  });

  it('sees a session that another tab started', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    storage.write(session);
    createSessionStorage(store).write({ id: 5000, lastAccess: 5000 });
    expect(storage.read()).toEqual({ id: 5000, lastAccess: 5000 });
  });

  it('starts afresh when the site removed the keys', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    storage.write(session);
    store.values.clear();
    expect(storage.read()).toEqual({ id: null, lastAccess: null });
  });

  test.each(['throws', 'drops'] as const)('remembers the session while the store %s', (state) => {
    const store = new FlakyStore();
    store.state = state;
    const storage = createSessionStorage(store);
    storage.write(session);
    expect(storage.read()).toEqual(session);
  });

  it('remembers the newer session while a full store hands back the older one', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    storage.write(session);
    store.state = 'drops';
    storage.write({ ...session, lastAccess: 9000 });
    expect(storage.read()).toEqual({ id: 1000, lastAccess: 9000 });
  });

  it('goes back to the store once it works again', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    store.state = 'drops';
    storage.write(session);
    store.state = 'works';
    storage.write({ ...session, lastAccess: 3000 });
    expect(Object.fromEntries(store.values)).toEqual({
      analytics_session_id: 1000,
      'analytics_session_id.last_access': 3000,
    });
  });

  it('has only memory where there is no localStorage', () => {
    const storage = createSessionStorage();
    expect(storage.read()).toEqual({});
    storage.write(session);
    expect(storage.read()).toEqual(session);
  });
});
