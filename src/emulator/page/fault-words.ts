import { isJsonObject, type JsonObject } from '../json-object';

/** What can be made to happen, in words. */
export const ACTIONS: readonly (readonly [label: string, action: JsonObject])[] = [
  ['503: not ingested', { status: 503 }],
  ['500: ingested all the same', { statusAfterIngestion: 500 }],
  ['429: too many requests', { status: 429 }],
  ['413: too large', { status: 413 }],
  ['403: the firewall refuses', { status: 403 }],
  ['Two seconds late', { latencyMs: 2_000 }],
  ['Connection dropped, not ingested', { drop: 'before-ingestion' }],
  ['Connection dropped, ingested', { drop: 'after-ingestion' }],
  ['Half of the answer', { answer: 'truncated' }],
  ['A web page instead of the answer', { answer: 'not-json' }],
];

/** To which requests it happens. */
export const WHEN: readonly (readonly [label: string, when: JsonObject])[] = [
  ['every request', {}],
  ['the next request', { nth: 1, times: 1 }],
  ['every second request', { every: 2 }],
  ['every tenth request', { every: 10 }],
  ['one of ten, by chance', { probability: 0.1 }],
];

const say = (value: unknown): string => JSON.stringify(value) ?? '';
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a fault does: `503: not ingested`. */
export function toActionWords({ action }: JsonObject): string {
  const [known] = ACTIONS.find(([, each]) => isSame(each, action)) ?? [];
  if (known !== undefined) return known;
  const { status, statusAfterIngestion, latencyMs } = isJsonObject(action) ? action : {};
  if (status !== undefined) return `${say(status)}: not ingested`;
  if (statusAfterIngestion !== undefined) return `${say(statusAfterIngestion)}: ingested all the same`;
  if (latencyMs !== undefined) return `${say(latencyMs)} ms late`;
  return say(action);
}

/** To which requests it happens: `every tenth request to /batch, at most 3 times`. */
export function toWhenWords({ path, nth, every, probability, times }: JsonObject): string {
  const when = {
    ...(nth !== undefined && { nth }),
    ...(every !== undefined && { every }),
    ...(probability !== undefined && { probability }),
    ...(times !== undefined && { times }),
  };
  const [known] = WHEN.find(([, each]) => isSame(each, when)) ?? [];
  const to = typeof path === 'string' ? ` to ${path}` : '';
  if (known !== undefined) return known + to;
  const limit = times === undefined ? '' : `, at most ${say(times)} times`;
  return `${toWhich({ nth, every, probability })}${to}${limit}`;
}

function toWhich({ nth, every, probability }: JsonObject): string {
  if (nth !== undefined) return `request number ${say(nth)}`;
  if (every !== undefined) return `one request of ${say(every)}`;
  if (typeof probability === 'number') return `${Math.round(probability * 100)} % of requests, by chance`;
  return 'every request';
}
