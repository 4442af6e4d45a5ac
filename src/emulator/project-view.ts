import type { DeletionJob } from './deletion-jobs';
import type { GroupStore } from './group-store';
import type { Project } from './project';
import type { UserStore } from './user-store';
import type { WireEvent, WireGroupIdentification, WireIdentification } from './wire-event';

/** What one API key sent and made, to read. */
export class ProjectView {
  readonly #project: Project;

  constructor(project: Project) {
    this.#project = project;
  }

  get events(): readonly WireEvent[] {
    return this.#project.events;
  }

  get identifications(): readonly WireIdentification[] {
    return this.#project.identifications;
  }

  get groupIdentifications(): readonly WireGroupIdentification[] {
    return this.#project.groupIdentifications;
  }

  /** Without the users whose deletion has come due. */
  get users(): UserStore {
    this.#project.runDueDeletions();
    return this.#project.users;
  }

  get groups(): GroupStore {
    return this.#project.groups;
  }

  /** Mapped user ids to their global user id. */
  get aliases(): ReadonlyMap<string, string> {
    return this.#project.aliases;
  }

  /** Deletion jobs, oldest first, with their status as of now. */
  get deletions(): readonly DeletionJob[] {
    this.#project.runDueDeletions();
    return this.#project.deletions.at(this.#project.rules.clock.now());
  }
}
