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

/** Users by user_id and by device_id; a device belongs to the user seen on it last. */
export class UserStore implements Iterable<User> {
  readonly #users = new Set<User>();
  readonly #byUserId = new Map<string, User>();
  readonly #byDeviceId = new Map<string, User>();

  /** The user with this user_id, else the one last seen on this device_id. */
  get(id: string): User | undefined {
    return this.#byUserId.get(id) ?? this.#byDeviceId.get(id);
  }

  getByUserId(userId: string): User | undefined {
    return this.#byUserId.get(userId);
  }

  /** The user an event is about, created when new. A user_id claims its device's anonymous user ("Identify API"). */
  seen(userId: string | undefined, deviceId: string | undefined, at: number): User {
    const known = userId === undefined ? undefined : this.#byUserId.get(userId);
    const user = known ?? this.#onDevice(userId, deviceId) ?? this.#create(at);
    user.last_seen = at;
    if (userId !== undefined) {
      user.user_id = userId;
      this.#byUserId.set(userId, user);
    }
    if (deviceId !== undefined) {
      user.device_ids.add(deviceId);
      this.#byDeviceId.set(deviceId, user);
    }
    return user;
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
      amplitude_id: 1_610_000_000_000 + this.#users.size,
      device_ids: new Set(),
      properties: {},
      groups: {},
      events: 0,
      revenue: 0,
      last_seen: at,
    };
    this.#users.add(user);
    return user;
  }
}
