import { attempt } from './attempt';
import { latestOf, type SessionState } from './session';
import {
  chooseState,
  DETAILS_KEY,
  formatDetails,
  formatRecord,
  LAST_ACCESS_KEY,
  parsePair,
  parseRecord,
  RECORD_KEY,
  SESSION_ID_KEY,
  withDetails,
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
export function createSessionStorage(store: KeyValueStore): SessionStorage {
  let memory: SessionState = {};

  /** What each store has under a key, in the same order for every key. */
  function copiesOf(key: string): unknown[] {
    return [attempt(() => readLocalStorage(key)), attempt(() => store.get(key)), ...cookies(key)];
  }

  function read(newest: number): SessionState {
    const accesses = copiesOf(LAST_ACCESS_KEY);
    const stored = [
      memory,
      ...copiesOf(RECORD_KEY).map(parseRecord),
      ...copiesOf(SESSION_ID_KEY).map((id, index) => parsePair(id, accesses[index], newest)),
    ];
    const details = attempt(() => JSON.parse(`${localStorage.getItem(DETAILS_KEY)}`) as SessionState);
    return withDetails(chooseState(stored, newest), details, memory);
  }

  function write(state: SessionState): void {
    memory = state;
    const { id, lastAccess } = latestOf(state);
    const record = formatRecord(state);
    attempt(() => store.set(RECORD_KEY, record));
    // The id before the last access: a pair that is read in between is no pair then.
    for (const [key, value] of [
      [SESSION_ID_KEY, id],
      [LAST_ACCESS_KEY, lastAccess],
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
export function cookies(key: string): string[] {
  const all = attempt(() => document.cookie.split('; ')) ?? [];
  return all.flatMap((cookie) => (cookie.startsWith(key + '=') ? cookie.slice(key.length + 1) : []));
}

/** analytics.js writes JSON: text stands in quotes. */
export function readLocalStorage(key: string): string | undefined {
  return localStorage.getItem(key)?.replace(/"/g, '');
}
