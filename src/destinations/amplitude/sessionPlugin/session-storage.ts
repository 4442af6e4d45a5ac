import { attempt } from './attempt';
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
  toStored,
} from './session-record';

/** What `analytics.storage` of `@segment/analytics-next` offers; every call may throw. */
export interface KeyValueStore {
  get(key: string): unknown;
  set(key: string, value: number | string): unknown;
  clear(key: string): unknown;
}

/** Never throws: where storage is blocked, full or gone, another store or the memory has the session. */
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
  let memory: SessionState = {};

  function read(newest: number): SessionState {
    const records = [toStored(memory), ...cookies(RECORD_KEY).map(parseRecord)];
    const pairs: typeof records = [];
    for (const get of [(key: string) => cookies(key)[0], readLocalStorage, (key: string) => store.get(key)]) {
      attempt(() => records.push(parseRecord(get(RECORD_KEY))));
      attempt(() => pairs.push(parsePair(get(SESSION_ID_KEY), get(LAST_ACCESS_KEY), newest)));
    }
    const details = attempt(() => JSON.parse(localStorage.getItem(DETAILS_KEY) ?? '') as SessionState);
    return toState(chooseSession([...records, ...pairs], newest), details, memory);
  }

  function write(state: SessionState): void {
    const session = toStored(state);
    if (!session) return;
    memory = state;
    const record = formatRecord(session);
    attempt(() => store.set(RECORD_KEY, record));
    // The id before the last access: a pair that is read in between is no pair then.
    for (const [key, value] of [
      [SESSION_ID_KEY, session.id],
      [LAST_ACCESS_KEY, session.lastAccess],
    ] as const) {
      attempt(() => (state.running ? store.set(key, value) : store.clear(key)));
    }
    // Only where analytics.js itself may use it: a site can choose cookies alone, or nothing.
    attempt(() => {
      if (readLocalStorage(RECORD_KEY) === record) localStorage.setItem(DETAILS_KEY, formatDetails(state));
    });
  }

  return { read, write };
}

/** Every cookie of this name: one of this host and one of the whole domain may share it. */
function cookies(key: string): string[] {
  const all = attempt(() => document.cookie.split('; ')) ?? [];
  return all.filter((cookie) => cookie.startsWith(key + '=')).map((cookie) => cookie.slice(key.length + 1));
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
