import {
  createSessionStorage,
  type KeyValueStore,
} from '../../../../src/destinations/amplitude/sessionPlugin/session-storage';

const NEWEST = 10_000;
const session = { id: 1000, lastAccess: 2000, lastEvent: 2000 };
const running = (lastAccess: number) => ({ running: { id: 1000, lastAccess, lastEvent: lastAccess } });

/** A store that works until it is told to fail, and can be told to drop what it is given without a word. */
class FlakyStore implements KeyValueStore {
  readonly values = new Map<string, unknown>();
  state: 'works' | 'throws' | 'drops' = 'works';

  get(key: string): unknown {
    if (this.state === 'throws') throw new Error('The operation is insecure.');
    return this.values.get(key) ?? null;
  }

  set(key: string, value: unknown): void {
    if (this.state === 'throws') throw new Error('QuotaExceededError');
    if (this.state === 'works') this.values.set(key, value);
  }

  clear(key: string): void {
    this.values.delete(key);
  }
}

describe(createSessionStorage, () => {
  it('keeps the session under the keys of Segment’s own plugin, and as one record', () => {
    const store = new FlakyStore();
    createSessionStorage(store).write({ running: session });
    expect(Object.fromEntries(store.values)).toEqual({
      amplitude_session: '1000:2000:2000',
      analytics_session_id: 1000,
      'analytics_session_id.last_access': 2000,
    });
  });

  it('writes every value again with every event, for a store that was cleared', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    storage.write({ running: session });
    store.values.clear();
    storage.write(running(3000));
    expect(store.values.size).toBe(3);
  });

  it('sees a session that another tab started', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    storage.write({ running: session });
    createSessionStorage(store).write({ running: { id: 5000, lastAccess: 5000, lastEvent: 5000 } });
    expect(storage.read(NEWEST).running?.id).toBe(5000);
  });

  it('sees a session that Segment’s own plugin went on with or started', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    storage.write({ running: session });
    store.values.set('analytics_session_id.last_access', 3000);
    expect(storage.read(NEWEST)).toMatchObject(running(3000));
    store.values.set('analytics_session_id', 4000).set('analytics_session_id.last_access', 4500);
    expect(storage.read(NEWEST).running).toMatchObject({ id: 4000, lastAccess: 4500 });
  });

  it('takes a pair that another tab has written half for none', () => {
    const store = new FlakyStore();
    store.values.set('analytics_session_id', 5000).set('analytics_session_id.last_access', 2000);
    expect(createSessionStorage(store).read(NEWEST)).toEqual({});
  });

  test.each(['throws', 'drops'] as const)('remembers the session while the store %s', (state) => {
    const store = new FlakyStore();
    store.state = state;
    const storage = createSessionStorage(store);
    storage.write({ running: session });
    expect(storage.read(NEWEST)).toEqual({ running: session });
  });

  it('remembers the newer access while a full store hands back the older one', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    storage.write({ running: session });
    store.state = 'drops';
    storage.write(running(9000));
    expect(storage.read(NEWEST)).toEqual(running(9000));
  });

  it('knows an ended session as the one before, and takes its pair away', () => {
    const store = new FlakyStore();
    const storage = createSessionStorage(store);
    storage.write({ running: session });
    const memoryOfAnotherTab = createSessionStorage(store);
    memoryOfAnotherTab.write({ running: session });
    storage.write({ before: session });
    expect([...store.values.keys()]).toEqual(['amplitude_session']);
    expect(storage.read(NEWEST)).toEqual({ before: session });
    expect(memoryOfAnotherTab.read(NEWEST)).toEqual({ before: session });
  });

  it('keeps the session before and the owner with the session', () => {
    const storage = createSessionStorage(new FlakyStore());
    const state = {
      running: { ...session, owner: { userId: 'a' } },
      before: { id: 1, lastAccess: 2, lastEvent: 2 },
    };
    storage.write(state);
    expect(storage.read(NEWEST)).toEqual(state);
  });
});
