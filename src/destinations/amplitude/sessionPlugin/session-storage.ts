import type { SessionState } from './session';
import {
  chooseSession,
  DETAILS_KEY,
  formatDetails,
  formatRecord,
  LAST_ACCESS_KEY,
  parsePair,
  parseRecord,
  RECORD_KEY,
  SESSION_ID_KEY,
  toState,
  type StoredSession,
} from './session-record';

/** What `analytics.storage` of `@segment/analytics-next` offers; every call may throw. */
export interface KeyValueStore {
  get(key: string): unknown;
  set(key: string, value: number | string): unknown;
  clear(key: string): unknown;
}

/** Never throws. */
export interface SessionStorage {
  /** `newest`: from this time on, a last access lies in the future. */
  read(newest: number): SessionState;
  write(state: SessionState): void;
}

/**
 * Keeps the session in every store that analytics.js uses and in memory, and reads each of them on its own:
 * `analytics.storage` alone answers from the first store that has a key, which need not be the latest.
 */
export function createSessionStorage(store: KeyValueStore = localStorageStore): SessionStorage {
  let memory: StoredSession | undefined;
  let memoryDetails = '';

  function read(newest: number): SessionState {
    const records = [memory];
    const pairs: typeof records = [];
    for (const get of [...cookieSources(), readLocalStorage, (key: string) => store.get(key)]) {
      attempt(() => records.push(parseRecord(get(RECORD_KEY))));
      attempt(() => pairs.push(parsePair(get(SESSION_ID_KEY), get(LAST_ACCESS_KEY), newest)));
    }
    return toState(chooseSession([...records, ...pairs], newest), [
      attempt(() => localStorage.getItem(DETAILS_KEY)),
      memoryDetails,
    ]);
  }

  function write(state: SessionState): void {
    const session = state.running ?? state.before;
    if (!session) return;
    const isEnded = !state.running;
    memory = { ...session, isEnded };
    const record = formatRecord(memory);
    const details = (memoryDetails = formatDetails(state));
    // The id before the last access: a pair that is read in between is no pair then.
    for (const [key, value] of [
      [RECORD_KEY, record],
      [SESSION_ID_KEY, session.id],
      [LAST_ACCESS_KEY, session.lastAccess],
    ] as const) {
      attempt(() => (isEnded && key !== RECORD_KEY ? store.clear(key) : store.set(key, value)));
    }
    attempt(() => {
      // Only where analytics.js itself may use it: a site can choose cookies alone, or nothing.
      const mayKeep = details && readLocalStorage(RECORD_KEY) === record;
      if (!mayKeep) localStorage.removeItem(DETAILS_KEY);
      else if (localStorage.getItem(DETAILS_KEY) !== details) localStorage.setItem(DETAILS_KEY, details);
    });
  }

  return { read, write };
}

/** One for each time a cookie occurs: a cookie of this host and one of the whole domain may share their name. */
function cookieSources(): ((key: string) => string | undefined)[] {
  const cookies = attempt(() => document.cookie.split('; ')) ?? [];
  const valuesOf = (key: string) =>
    cookies.flatMap((cookie) => (cookie.startsWith(`${key}=`) ? [cookie.slice(key.length + 1)] : []));
  const count = Math.max(...[RECORD_KEY, SESSION_ID_KEY].map((key) => valuesOf(key).length));
  return Array.from({ length: count }, (_, index) => (key) => {
    const value = valuesOf(key)[index];
    return value && decodeURIComponent(value);
  });
}

/** analytics.js writes JSON: text stands in quotes. */
function readLocalStorage(key: string): string | undefined {
  return localStorage.getItem(key)?.replace(/"/g, '');
}

const localStorageStore: KeyValueStore = {
  get: readLocalStorage,
  set: (key, value) => localStorage.setItem(key, `${value}`),
  clear: (key) => localStorage.removeItem(key),
};

/** Storage that is blocked, full or gone throws; another store or the memory has the session then. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
