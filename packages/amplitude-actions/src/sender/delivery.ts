import type { Destination, JSONObject, Logger, StatsContext } from '@segment/actions-core';
import { CliError } from '../cli-error';
import { isJsonObject } from 'segment-actions-amplitude/api';
import type { Settings } from 'segment-actions-amplitude';
import type { Batch } from './job';
import type { Answer } from './sort-answers';
import { countKind, type Tally } from './tally';

export interface DeliveryHost {
  tally: Tally;
  /** Ends the request in flight. */
  signal: AbortSignal;
  /** What the destination says about events that it changed. */
  warn(this: void, text: string): void;
}

/** Hands batches to the destination, one subscription a call, so that answers and events share their index. */
export function toDelivery(
  destination: Destination<Settings>,
  settings: Settings,
  host: DeliveryHost,
): (batch: Batch) => Promise<Answer[]> {
  const logger = toLogger(host);
  const statsClient = toStatsClient(host);
  return async ({ subscription, jobs }) => {
    const { name, subscribe, partnerAction, mapping } = subscription;
    const events = jobs.map(({ pending }) => pending.event);
    const call: JSONObject = { ...settings, subscription: { name, subscribe, partnerAction, mapping } };
    const statsContext = { statsClient, tags: [] };
    const results = await destination.onBatch(events, call, { signal: host.signal, logger, statsContext });
    // The framework keeps every response, with the body of its request, until somebody empties the list.
    host.tally.requests += destination.responses.length;
    destination.responses.length = 0;
    const answers = (results[0]?.multistatus ?? []).map((node): Answer =>
      'errormessage' in node
        ? { status: node.status, reason: node.errormessage, isThrottled: namesIds(node.body) }
        : { status: node.status },
    );
    stopOnRefusedKey(answers);
    return answers;
  };
}

const NAMES_OF_IDS = [
  'throttled_users',
  'throttled_devices',
  'throttled_events',
  'exceeded_daily_quota_users',
  'exceeded_daily_quota_devices',
];

/** Whether a 429 is about ids ("HTTP V2, 429s in depth"). One that names none passes as any other failure does. */
function namesIds(body: unknown): boolean {
  return isJsonObject(body) && NAMES_OF_IDS.some((name) => name in body);
}

/** A key that is refused is refused for a million events: the command needs another one. */
function stopOnRefusedKey(answers: readonly Answer[]): void {
  const refused = answers.find(({ status }) => status === 401);
  if (refused === undefined) return;
  throw new CliError(
    `Amplitude refused the API key: ${refused.reason ?? 'status 401'} Check the key and --region.`,
  );
}

function toLogger({ warn }: DeliveryHost): Logger {
  const ignore = () => undefined;
  const tell = (...message: string[]) => warn(message.join(' '));
  return {
    level: 'warn',
    name: 'amplitude-actions',
    debug: ignore,
    info: ignore,
    log: ignore,
    warn: tell,
    error: tell,
    crit: tell,
    withTags: ignore,
  };
}

const NOTICE = /^amplitude\./;

/** Only the destination's own counters are wanted, not the framework's. */
function toStatsClient({ tally }: DeliveryHost): StatsContext['statsClient'] {
  const ignore = () => undefined;
  return {
    observe: ignore,
    _name: (name) => name,
    _tags: (tags = []) => tags,
    incr: (name, value = 1) => {
      if (NOTICE.test(name)) countKind(tally.notices, name.replace(NOTICE, ''), value);
    },
    set: ignore,
    histogram: ignore,
  };
}
