import { badRequest, json, tooManyRequests, unauthorized } from './answers';
import { isAuthorized } from './basic-auth';
import { readId } from './ids';
import { isJsonObject, readJson, type JsonObject } from './json-object';
import type { Project } from './project';
import { refuse, refused, type Call, type Outcome, type Reading, type Route } from './route';

/** One scheduled deletion, as the answer and the job list show it ("User Privacy", seen on the wire). */
export interface DeletionJob {
  active_scrub_done_date: null;
  amplitude_ids: { amplitude_id: number; requested_on_day: string; requester: string; user_id: string }[];
  app: string;
  day: string;
  status: 'staging';
}

const APP = '100001';
const DAY_MS = 24 * 60 * 60 * 1000;
/** Jobs run ten days or more after they were asked for ("User Privacy, timing"). */
const DELAY_MS = 12 * DAY_MS;

/** POST /api/2/deletions/users ("User Privacy API", v1). */
export const deletionsRoute: Route = {
  endpoint: 'deletions',
  methods: ['POST'],
  refusedBytes: (limits) => limits.formBytes + 1,
  read(call): Reading {
    const request = readJson(call.body.toString('utf8'));
    if (!isJsonObject(request)) return refuse(badRequest('Invalid JSON request body'));
    const ids = [...toList(request.user_ids), ...toList(request.amplitude_ids)];
    return { items: ids.length, process: () => schedule(request, ids, call) };
  },
};

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

function schedule(request: JsonObject, ids: readonly unknown[], call: Call): Outcome {
  const { project } = call;
  if (!isAuthorized(call)) return refused(unauthorized());
  if (!project.rates.admitDeletion(project.clock.now())) return refused(tooManyRequests());
  const error = findError(request, ids, project);
  if (error) return refused(badRequest(error));
  const { known, unknown } = findUsers(request, project);
  const ignoresUnknown = isTrue(request.ignore_invalid_id) || isTrue(request.delete_from_org);
  if (unknown.length > 0 && !ignoresUnknown) {
    return refused(badRequest(`Invalid ids: ${unknown.join(', ')}`, { invalid_ids: unknown }));
  }
  if (known.length === 0) {
    return refused(json(200, `Nothing scheduled due to invalid amplitude/user ids for app ${APP}`));
  }
  const job = toJob(known, request, project.clock.now());
  project.deletions.push(job);
  const answer = json(200, [
    { ...toAnswered(job, request), ...(unknown.length > 0 && { invalid_ids: unknown }) },
  ]);
  return { answer, ingested: known.length, deduped: 0 };
}

const FLAGS = ['ignore_invalid_id', 'delete_from_org', 'include_mapped_user_ids'] as const;
const isTrue = (flag: unknown): boolean => flag === 'True';

function findError(request: JsonObject, ids: readonly unknown[], { limits }: Project): string | undefined {
  for (const flag of FLAGS) {
    const value = request[flag];
    if (value !== undefined && value !== 'True' && value !== 'False')
      return `${flag} can only be 'True' or 'False'`;
  }
  if (ids.length === 0) return 'user_ids or amplitude_ids is required';
  return ids.length > limits.deletionIds ? `No more than ${limits.deletionIds} ids per request` : undefined;
}

interface KnownUser {
  amplitude_id: number;
  user_id: string;
}

/** The users the ids stand for; where unknown users are no matter, every id is taken for one. */
function findUsers(request: JsonObject, project: Project): { known: KnownUser[]; unknown: string[] } {
  const known: KnownUser[] = [];
  const unknown: string[] = [];
  const byAmplitudeId = new Map([...project.users].map((user) => [String(user.amplitude_id), user]));
  const add = (
    id: unknown,
    find: (id: string) => { amplitude_id: number; user_id?: string } | undefined,
  ): void => {
    const text = readId(id) ?? '';
    const user = find(text) ?? (project.limits.knownUsersOnly ? undefined : { amplitude_id: 0 });
    if (user) known.push({ amplitude_id: user.amplitude_id, user_id: user.user_id ?? text });
    else unknown.push(text);
  };
  for (const id of toList(request.user_ids)) add(id, (text) => project.users.getByUserId(text));
  for (const id of toList(request.amplitude_ids)) add(id, (text) => byAmplitudeId.get(text));
  return { known, unknown };
}

const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

function toJob(users: readonly KnownUser[], request: JsonObject, now: number): DeletionJob {
  const requester = typeof request.requester === 'string' ? request.requester : 'rest';
  return {
    active_scrub_done_date: null,
    amplitude_ids: users.map((user) => ({ ...user, requested_on_day: toDay(now), requester })),
    app: APP,
    day: toDay(now + DELAY_MS),
    status: 'staging',
  };
}

/** The job as answered: `user_id` is shown only where include_mapped_user_ids asks for it. */
function toAnswered(job: DeletionJob, request: JsonObject): JsonObject {
  if (isTrue(request.include_mapped_user_ids)) return { ...job };
  const ids = job.amplitude_ids.map(({ amplitude_id, requested_on_day, requester }) => ({
    amplitude_id,
    requested_on_day,
    requester,
  }));
  return { ...job, amplitude_ids: ids };
}
