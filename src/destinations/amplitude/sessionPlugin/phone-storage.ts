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

/** The part of `AsyncStorage` that the plugin uses. */
export interface PhoneStore {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
}

/** Longest wait for the phone's store: an event waits with it. */
const PATIENCE = 1000;
const OPTED_OUT_KEY = 'amplitude_session.opted_out';
/** Where Segment's own React Native plugin keeps its session. */
const SEGMENTS_KEYS = ['previous_session_id', 'last_event_time'] as const;

/** The session in memory, read once from the phone's store and written back behind the app's back. */
export class PhoneStorage {
  /** What is known. Only the first of these waits: `ready`, then this. */
  state: SessionState = {};
  /** The last event's choice, so that a user who opted out gets no session by opening the app. */
  isOptedOut = false;
  /** Whether the store has answered, or was given up. */
  isReady = false;

  readonly #store: PhoneStore;
  #loaded: Promise<void> | undefined;
  readonly #unwritten = new Map<string, string>();
  #isWriting = false;

  constructor(store: PhoneStore) {
    this.#store = store;
  }

  /** Resolves when the store has answered, or after a second, without it. Never rejects. */
  ready(newest: number): Promise<void> {
    return (this.#loaded ??= this.#load(newest));
  }

  write(state: SessionState): void {
    this.state = state;
    const { id, lastAccess } = latestOf(state);
    this.#keep({
      [RECORD_KEY]: formatRecord(state),
      [SESSION_ID_KEY]: String(state.running ? id : 0),
      [LAST_ACCESS_KEY]: String(lastAccess),
      [DETAILS_KEY]: formatDetails(state),
    });
  }

  noteOptOut(isOptedOut: boolean): void {
    if (this.isOptedOut === isOptedOut) return;
    this.isOptedOut = isOptedOut;
    this.#keep({ [OPTED_OUT_KEY]: String(isOptedOut) });
  }

  async #load(newest: number): Promise<void> {
    const keys = [RECORD_KEY, SESSION_ID_KEY, LAST_ACCESS_KEY, DETAILS_KEY, OPTED_OUT_KEY, ...SEGMENTS_KEYS];
    // A store that cannot be read costs nothing but the last run's session.
    const items = await within(PATIENCE, () => Promise.all(keys.map((key) => this.#store.getItem(key))));
    this.isReady = true;
    if (!items || this.state.running) return;
    const [record, id, lastAccess, details, optedOut, ...segments] = items;
    const stored = [
      parseRecord(record),
      parsePair(id, lastAccess, newest),
      parsePair(segments[0], segments[1], newest),
    ];
    this.state = withDetails(
      chooseState(stored, newest),
      attempt(() => JSON.parse(details ?? '') as SessionState),
    );
    this.isOptedOut = optedOut === 'true';
  }

  #keep(items: Record<string, string>): void {
    for (const [key, value] of Object.entries(items)) this.#unwritten.set(key, value);
    if (!this.#isWriting) void this.#writeAll();
  }

  /** One after the other, and always the latest; what fails is tried again with the next event. */
  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    for (const [key, value] of this.#unwritten) {
      this.#unwritten.delete(key);
      await within(PATIENCE, () => this.#store.setItem(key, value));
    }
    this.#isWriting = false;
  }
}

/** Undefined when it takes longer, or fails. */
async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work(), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
