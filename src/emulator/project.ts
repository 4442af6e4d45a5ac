import { BoundedList } from './bounded-list';
import { BoundedMap } from './bounded-map';
import { Dedupe } from './dedupe';
import { DeletionJobs } from './deletion-jobs';
import { GroupStore } from './group-store';
import { readId } from './ids';
import { RateLimits } from './rate-limits';
import type { Rules } from './rules';
import { UserStore, type User } from './user-store';
import type { WireEvent, WireGroupIdentification, WireIdentification, WireIdentity } from './wire-event';

/** All that one Amplitude project, so one API key, holds. */
export class Project {
  readonly rates: RateLimits;
  readonly dedupe: Dedupe;
  readonly users: UserStore;
  readonly groups: GroupStore;
  /** Mapped user ids to their global user id. */
  readonly aliases: BoundedMap<string, string>;
  readonly deletions = new DeletionJobs();
  readonly #events: BoundedList<WireEvent>;
  readonly #identifications: BoundedList<WireIdentification>;
  readonly #groupIdentifications: BoundedList<WireGroupIdentification>;

  /** `number` counts the API keys in the order they were first used, from 1. */
  constructor(
    readonly number: number,
    readonly rules: Rules,
  ) {
    const { kept } = rules;
    this.rates = new RateLimits(rules.limits);
    this.dedupe = new Dedupe(() => rules.notice('Old insert_ids are let go: a late copy may count twice.'));
    this.users = new UserStore(number, kept, rules.whenFull('users'));
    this.groups = new GroupStore(kept, rules.whenFull('groups'));
    this.aliases = new BoundedMap(kept, rules.whenFull('aliases'));
    this.#events = new BoundedList(kept, rules.whenFull('events'));
    this.#identifications = new BoundedList(kept, rules.whenFull('identifications'));
    this.#groupIdentifications = new BoundedList(kept, rules.whenFull('group identifications'));
  }

  get events(): readonly WireEvent[] {
    return this.#events.entries;
  }

  get identifications(): readonly WireIdentification[] {
    return this.#identifications.entries;
  }

  get groupIdentifications(): readonly WireGroupIdentification[] {
    return this.#groupIdentifications.entries;
  }

  keepEvent(event: WireEvent): void {
    this.#events.push(event);
  }

  keepIdentification(item: WireIdentification): void {
    this.#identifications.push(item);
  }

  keepGroupIdentification(item: WireGroupIdentification): void {
    this.#groupIdentifications.push(item);
  }

  /** Deletes the users whose jobs have come due: their properties and what they sent ("User Privacy"). */
  runDueDeletions(): void {
    for (const { amplitude_id, user_id } of this.deletions.takeDue(this.rules.clock.now())) {
      const user = this.users.getByAmplitudeId(amplitude_id) ?? this.users.getByUserId(user_id);
      if (user) this.#forget(user);
    }
  }

  #forget(user: User): void {
    const isTheirs = (item: WireIdentity): boolean => {
      const userId = readId(item.user_id);
      if (userId !== undefined) return userId === user.user_id;
      return user.device_ids.has(readId(item.device_id) ?? '');
    };
    this.users.delete(user);
    this.#events.remove(isTheirs);
    this.#identifications.remove(isTheirs);
  }
}
