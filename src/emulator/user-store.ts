import type { RecordChange } from './journal';
import type { JsonObject } from './json-object';

/** One user as Amplitude holds it. */
export interface User {
  amplitude_id: number;
  user_id?: string;
  device_ids: Set<string>;
  /** User properties after every operation. */
  properties: JsonObject;
  /** Groups that stick to the user: group type to values. */
  groups: Record<string, string[]>;
  /** Events ingested, identifications left out. */
  events: number;
  revenue: number;
  /** "true" once a revenue event came, or as an identification said. */
  paying?: string;
  /** When the user was last seen, ms since the epoch. */
  last_seen: number;
}

/** Gives the recorder of a user's changes, once it is known who the user is. */
export type RecorderOf = (user: User) => RecordChange | undefined;

/** Room for the users of one project; ids of different projects differ. */
const IDS_A_PROJECT = 10_000_000;

/** Users by user_id and by device_id; a device belongs to the user seen on it last. */
export class UserStore implements Iterable<User> {
  readonly #users = new Map<number, User>();
  readonly #byUserId = new Map<string, User>();
  readonly #byDeviceId = new Map<string, User>();
  readonly #firstId: number;
  readonly #capacity: number;
  readonly #onFull: () => void;
  #created = 0;

  /** `project` counts from 1. Over its capacity the oldest user is let go, and `onFull` is called. */
  constructor(project = 1, capacity = Infinity, onFull: () => void = () => undefined) {
    this.#firstId = 1_610_000_000_000 + (project - 1) * IDS_A_PROJECT;
    this.#capacity = capacity;
    this.#onFull = onFull;
  }

  /** The user with this user_id, else the one last seen on this device_id. */
  get(id: string): User | undefined {
    return this.#byUserId.get(id) ?? this.#byDeviceId.get(id);
  }

  getByUserId(userId: string): User | undefined {
    return this.#byUserId.get(userId);
  }

  getByDeviceId(deviceId: string): User | undefined {
    return this.#byDeviceId.get(deviceId);
  }

  getByAmplitudeId(amplitudeId: number): User | undefined {
    return this.#users.get(amplitudeId);
  }

  /** The user an event is about, created when new. A user_id claims its device's anonymous user ("Identify API"). */
  seen(userId: string | undefined, deviceId: string | undefined, at: number, recorderOf?: RecorderOf): User {
    const known = userId === undefined ? undefined : this.#byUserId.get(userId);
    const user = known ?? this.#onDevice(userId, deviceId) ?? this.#create(at);
    const record = recorderOf?.(user);
    user.last_seen = at;
    if (userId !== undefined && user.user_id !== userId) {
      record?.({
        about: 'identity',
        key: 'user_id',
        operation: 'named',
        before: user.user_id,
        after: userId,
      });
      user.user_id = userId;
      this.#byUserId.set(userId, user);
    }
    if (
      deviceId !== undefined &&
      !(user.device_ids.has(deviceId) && this.#byDeviceId.get(deviceId) === user)
    ) {
      record?.({ about: 'identity', key: 'device_id', operation: 'seen on', after: deviceId });
      user.device_ids.add(deviceId);
      this.#byDeviceId.set(deviceId, user);
    }
    return user;
  }

  /** Adds a copy of a user who belongs to another store. */
  copy(user: User): void {
    const copy = structuredClone(user);
    this.#users.set(copy.amplitude_id, copy);
    if (copy.user_id !== undefined) this.#byUserId.set(copy.user_id, copy);
    for (const id of copy.device_ids) this.#byDeviceId.set(id, copy);
  }

  delete(user: User): void {
    this.#users.delete(user.amplitude_id);
    if (user.user_id !== undefined) this.#byUserId.delete(user.user_id);
    for (const id of user.device_ids) if (this.#byDeviceId.get(id) === user) this.#byDeviceId.delete(id);
  }

  get size(): number {
    return this.#users.size;
  }

  [Symbol.iterator](): Iterator<User> {
    return this.#users.values();
  }

  #onDevice(userId: string | undefined, deviceId: string | undefined): User | undefined {
    const user = deviceId === undefined ? undefined : this.#byDeviceId.get(deviceId);
    return userId === undefined || user?.user_id === undefined ? user : undefined;
  }

  #create(at: number): User {
    const user: User = {
      amplitude_id: this.#firstId + this.#created,
      device_ids: new Set(),
      properties: {},
      groups: {},
      events: 0,
      revenue: 0,
      last_seen: at,
    };
    this.#created += 1;
    this.#users.set(user.amplitude_id, user);
    if (this.#users.size > this.#capacity) this.#dropOldest();
    return user;
  }

  #dropOldest(): void {
    for (const oldest of this.#users.values()) {
      this.delete(oldest);
      break;
    }
    this.#onFull();
  }
}
