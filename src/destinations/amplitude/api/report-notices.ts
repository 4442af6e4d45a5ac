import type { Logger, StatsContext } from '@segment/actions-core';
import type { Notice } from '../notice';

interface Sinks {
  logger?: Pick<Logger, 'warn'> | undefined;
  statsContext?: StatsContext | undefined;
}

/** Fields come from events too, as the types of groups do: a log must not grow with them. */
const MOST_FIELDS = 20;

/** What was told of one field. */
interface Told {
  text: string;
  count: number;
}

/**
 * Tells the host the notices of one call. `logger.warn` gets each field of each kind once, with its number, up to 20
 * fields; the counter `amplitude.<name>` each kind. A notice about a whole request, which stands at each of its
 * payloads, counts once.
 * Never throws: what was delivered must not be sent again because a logger failed.
 */
export function reportNotices(notices: Iterable<Notice>, { logger, statsContext }: Sinks): void {
  const kinds = new Map<Notice['name'], Map<string, Told>>();
  const shared = new Set<Notice>();
  for (const notice of notices) {
    if (notice.isShared && shared.has(notice)) continue;
    if (notice.isShared) shared.add(notice);
    let fields = kinds.get(notice.name);
    if (fields === undefined) kinds.set(notice.name, (fields = new Map<string, Told>()));
    const field = notice.field ?? notice.text;
    const known = fields.get(field);
    if (known) known.count += 1;
    else fields.set(field, { text: notice.text, count: 1 });
  }
  for (const [name, fields] of kinds) {
    // The framework's own test kit passes a logger that knows no `warn`.
    for (const line of toLines(name, [...fields.values()])) void quietly(() => logger?.warn?.(line));
    const count = sumOf([...fields.values()]);
    void quietly(() => statsContext?.statsClient?.incr(`amplitude.${name}`, count, statsContext.tags));
  }
}

function toLines(name: string, fields: readonly Told[]): string[] {
  const lines = fields
    .slice(0, MOST_FIELDS)
    .map(({ text, count }) => (count === 1 ? text : `${text} (${count} times in this call.)`));
  const rest = fields.slice(MOST_FIELDS);
  if (rest.length === 0) return lines;
  return [
    ...lines,
    `${rest.length} more fields have the notice ${name} (${sumOf(rest)} times in this call.)`,
  ];
}

function sumOf(fields: readonly Told[]): number {
  return fields.reduce((sum, { count }) => sum + count, 0);
}

/** Tells one sink of the host at once. Its error, thrown or of a promise that it returns, ends here. */
async function quietly(tell: () => unknown): Promise<void> {
  try {
    await tell();
  } catch {
    // There is nobody to tell: it is the sink itself that failed.
  }
}
