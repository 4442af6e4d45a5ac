import type { Logger, StatsContext } from '@segment/actions-core';
import type { Notice } from '../notice';

interface Sinks {
  logger?: Pick<Logger, 'warn'> | undefined;
  statsContext?: StatsContext | undefined;
}

/**
 * Tells the host the notices of one call, each kind once, with its number: `logger.warn` for people, the counter
 * `amplitude.<name>` for dashboards. A notice about a whole request, which stands at each of its payloads, counts once.
 * Never throws: what was delivered must not be sent again because a logger failed.
 */
export function reportNotices(notices: Iterable<Notice>, { logger, statsContext }: Sinks): void {
  const counts = new Map<Notice['name'], { text: string; count: number }>();
  const shared = new Set<Notice>();
  for (const notice of notices) {
    if (notice.isShared && shared.has(notice)) continue;
    if (notice.isShared) shared.add(notice);
    const known = counts.get(notice.name);
    if (known) known.count += 1;
    else counts.set(notice.name, { text: notice.text, count: 1 });
  }
  for (const [name, { text, count }] of counts) {
    // The framework's own test kit passes a logger that knows no `warn`.
    void quietly(() => logger?.warn?.(count === 1 ? text : `${text} (${count} times in this call.)`));
    void quietly(() => statsContext?.statsClient?.incr(`amplitude.${name}`, count, statsContext.tags));
  }
}

/** Tells one sink of the host at once. Its error, thrown or of a promise that it returns, ends here. */
async function quietly(tell: () => unknown): Promise<void> {
  try {
    await tell();
  } catch {
    // There is nobody to tell: it is the sink itself that failed.
  }
}
