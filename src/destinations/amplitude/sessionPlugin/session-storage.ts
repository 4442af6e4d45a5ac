import type { Session, StoredSession } from './next-session';

/** The keys Segment's own web plugin uses, so that a site which changes over keeps its running sessions. */
export const SESSION_ID_KEY = 'analytics_session_id';
export const LAST_ACCESS_KEY = 'analytics_session_id.last_access';

/** What `analytics.storage` of `@segment/analytics-next` offers; either call may throw. */
export interface KeyValueStore {
  get(key: string): unknown;
  set(key: string, value: number): void;
}

/** Never throws. */
export interface SessionStorage {
  read(): StoredSession;
  write(session: Session): void;
}

/** Keeps the session in the store, or in memory for as long as the store does not give back what it was given. */
export function createSessionStorage(store: KeyValueStore = localStorageStore): SessionStorage {
  let memory: Session | undefined;

  function load(): StoredSession {
    try {
      return { id: store.get(SESSION_ID_KEY), lastAccess: store.get(LAST_ACCESS_KEY) };
    } catch {
      return {};
    }
  }

  return {
    read: () => memory ?? load(),
    write(session) {
      try {
        // The id only when it changes: a tab that lags behind must not put an old one back over another tab's.
        if (Number(load().id) !== session.id) store.set(SESSION_ID_KEY, session.id);
        store.set(LAST_ACCESS_KEY, session.lastAccess);
      } catch {
        // Blocked or full: the comparison below finds out.
      }
      const kept = load();
      const keeps = Number(kept.id) === session.id && Number(kept.lastAccess) >= session.lastAccess;
      memory = keeps ? undefined : session;
    },
  };
}

const localStorageStore: KeyValueStore = {
  get: (key) => localStorage.getItem(key),
  set: (key, value) => localStorage.setItem(key, `${value}`),
};
