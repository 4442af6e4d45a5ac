import type { ExecuteInput } from '@segment/actions-core';
import type { Notice } from '../notice';

type Sinks = Pick<ExecuteInput<unknown, unknown>, 'logger' | 'statsContext'>;

/** Collects the notices of one call and tells the host each kind once, with its number. */
export class Reporter {
  readonly #counts = new Map<Notice['name'], { text: string; count: number }>();

  readonly #sinks: Sinks;

  constructor(sinks: Sinks) {
    this.#sinks = sinks;
  }

  add(notices: Notice[]): void {
    for (const { name, text } of notices) {
      const known = this.#counts.get(name);
      if (known) known.count += 1;
      else this.#counts.set(name, { text, count: 1 });
    }
  }

  /** `logger.warn` for people, the counter `amplitude.<name>` for dashboards. */
  flush(): void {
    const { logger, statsContext } = this.#sinks;
    for (const [name, { text, count }] of this.#counts) {
      // The framework's own test kit passes a logger that knows no `warn`.
      logger?.warn?.(count === 1 ? text : `${text} (${count} times in this call.)`);
      statsContext?.statsClient?.incr(`amplitude.${name}`, count, statsContext.tags);
    }
    this.#counts.clear();
  }
}
