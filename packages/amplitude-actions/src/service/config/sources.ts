import { readConfig } from './read-config';
import { type Source } from './source';

/** The sources as the configuration file now has them. */
export class Sources {
  readonly #file: string;
  #byKey = new Map<string, Source>();
  #byId = new Map<string, Source>();

  /** @throws {ConfigError} when the file cannot be used. */
  constructor(file: string) {
    this.#file = file;
    this.reload();
  }

  /** Reads the file again. One that cannot be used changes nothing: its error is thrown. */
  reload(): void {
    const sources = readConfig(this.#file);
    this.#byKey = new Map(sources.map((source) => [source.writeKey, source]));
    this.#byId = new Map(sources.map((source) => [source.id, source]));
  }

  ofKey(writeKey: string): Source | undefined {
    return this.#byKey.get(writeKey);
  }

  ofId(id: string): Source | undefined {
    return this.#byId.get(id);
  }
}
