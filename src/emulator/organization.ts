import { BoundedMap } from './bounded-map';
import type { EmulatorOptions } from './emulator-options';
import { Project } from './project';
import { Rules } from './rules';

/** Most API keys an emulator holds a project for. */
const MOST_PROJECTS = 1_000;

/** All that an emulator holds: the rules, and a project for each API key, which share nothing else. */
export class Organization {
  readonly rules: Rules;
  readonly #projects: BoundedMap<string, Project>;
  #created = 0;

  constructor(options: EmulatorOptions) {
    this.rules = new Rules(options);
    this.#projects = new BoundedMap(MOST_PROJECTS, () =>
      this.rules.notice(`The newest ${MOST_PROJECTS} API keys are kept; the data of older ones is let go.`),
    );
  }

  /** The project of an API key, created when it is new. The key must have been accepted. */
  project(apiKey: string): Project {
    const known = this.#projects.get(apiKey);
    if (known) return known;
    this.#created += 1;
    const project = new Project(this.#created, this.rules);
    this.#projects.set(apiKey, project);
    return project;
  }

  /** In the order of their first use. */
  get projects(): readonly Project[] {
    return [...this.#projects.values()];
  }

  /** The project of the only API key in use. Throws when there are several, since no answer would be right. */
  get onlyProject(): Project {
    const [first, second] = this.#projects.values();
    if (second) {
      throw new Error(
        `This emulator was used with ${this.#projects.size} API keys, which share no users. Say whose: emulator.ofKey(apiKey).`,
      );
    }
    return first ?? new Project(0, this.rules);
  }

  runDueDeletions(): void {
    for (const project of this.#projects.values()) project.runDueDeletions();
  }
}
