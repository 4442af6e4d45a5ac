import { badRequest, json, tooManyRequests, unauthorized } from './answers';
import { readBasicKey } from './basic-auth';
import type { DeletionJob } from './deletion-jobs';
import { readId } from './ids';
import { isJsonObject, readJson, type JsonObject } from './json-object';
import type { Limits } from './limits';
import type { Project } from './project';
import { refuse, refused, type Call, type Outcome, type Reading, type Route } from './route';

const toApp = (project: Project): string => String(100_000 + project.number);

/** POST and GET /api/2/deletions/users ("User Privacy API", v1). */
export const deletionsRoute: Route = {
  endpoint: 'deletions',
  methods: ['POST', 'GET'],
  isPublic: false,
  refusedBytes: (limits) => limits.formBytes + 1,
  read(call): Reading {
    if (call.method === 'GET') return { items: [], process: () => listJobs(call) };
    const request = readJson(call.body.toString('utf8'));
    if (!isJsonObject(request)) return refuse(badRequest('Invalid JSON request body'));
    const { user_ids, amplitude_ids, ...rest } = request;
    const ids = [...toList(user_ids), ...toList(amplitude_ids)];
    return { items: ids, envelope: rest, process: () => schedule(request, ids, call) };
  },
};

/** DELETE /api/2/deletions/users/{amplitude_id}/{day}: takes a user out of a job that has not begun. */
export const revokeDeletionRoute: Route = {
  endpoint: 'deletions',
  methods: ['DELETE'],
  isPublic: false,
  refusedBytes: (limits) => limits.formBytes + 1,
  read: (call): Reading => ({ items: [], process: () => revoke(call) }),
};

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** The project of the call's Basic auth, held to one request a second, or the answer that refuses it. */
function admit({ headers, rules, organization }: Call): Project | Outcome {
  const key = readBasicKey(headers.authorization, rules);
  if (key === undefined) return refused(unauthorized());
  const project = organization.project(key);
  return project.rates.admitDeletion(rules.clock.now()) ? project : refused(tooManyRequests());
}

function schedule(request: JsonObject, ids: readonly unknown[], call: Call): Outcome {
  const { limits, clock } = call.rules;
  const project = admit(call);
  if ('answer' in project) return project;
  const error = findError(request, ids, limits);
  if (error) return refused(badRequest(error));
  const { known, unknown } = findUsers(request, project, limits);
  const ignoresUnknown = isTrue(request.ignore_invalid_id) || isTrue(request.delete_from_org);
  if (unknown.length > 0 && !ignoresUnknown) {
    return refused(badRequest(`Invalid ids: ${unknown.join(', ')}`, { invalid_ids: unknown }));
  }
  if (known.length === 0) {
    const message = `Nothing scheduled due to invalid amplitude/user ids for app ${toApp(project)}`;
    return refused(json(200, message));
  }
  const requester = typeof request.requester === 'string' ? request.requester : 'rest';
  const projects = isTrue(request.delete_from_org) ? call.organization.projects : [project];
  const jobs = projects.flatMap((each) => {
    const users =
      each === project ? known : findUsers(request, each, { ...limits, knownUsersOnly: true }).known;
    return users.length > 0 ? [each.deletions.add(users, requester, toApp(each), clock.now())] : [];
  });
  const invalid = unknown.length > 0 && { invalid_ids: unknown };
  const answer = json(
    200,
    jobs.map((job) => ({ ...toAnswered(job, request), ...invalid })),
  );
  return { answer, ingested: known.length, deduped: 0 };
}

const FLAGS = ['ignore_invalid_id', 'delete_from_org', 'include_mapped_user_ids'] as const;
const isTrue = (flag: unknown): boolean =>
  flag === true || (typeof flag === 'string' && /^true$/i.test(flag));
const isFlag = (value: unknown, limits: Limits): boolean =>
  typeof value === 'boolean' ? !limits.textFlags : typeof value === 'string' && /^(true|false)$/i.test(value);

function findError(request: JsonObject, ids: readonly unknown[], limits: Limits): string | undefined {
  for (const flag of FLAGS) {
    const value = request[flag];
    // The words seen on the wire for a JSON boolean ("User Privacy").
    if (value !== undefined && !isFlag(value, limits)) {
      return `HTTP 400: Bad Request (${flag} can only be 'True' or 'False')`;
    }
  }
  if (ids.length === 0) return 'user_ids or amplitude_ids is required';
  return ids.length > limits.deletionIds ? `No more than ${limits.deletionIds} ids per request` : undefined;
}

interface KnownUser {
  amplitude_id: number;
  user_id: string;
}

/** The users the ids stand for; where unknown users are no matter, every id is taken for one. */
function findUsers(
  request: JsonObject,
  { users }: Project,
  { knownUsersOnly }: Limits,
): { known: KnownUser[]; unknown: string[] } {
  const known: KnownUser[] = [];
  const unknown: string[] = [];
  const add = (
    id: unknown,
    find: (id: string) => { amplitude_id: number; user_id?: string } | undefined,
  ): void => {
    const text = readId(id) ?? '';
    const user = find(text) ?? (knownUsersOnly ? undefined : { amplitude_id: 0 });
    if (user) known.push({ amplitude_id: user.amplitude_id, user_id: user.user_id ?? text });
    else unknown.push(text);
  };
  for (const id of toList(request.user_ids)) add(id, (text) => users.getByUserId(text));
  for (const id of toList(request.amplitude_ids)) add(id, (text) => users.getByAmplitudeId(Number(text)));
  return { known, unknown };
}

/** The job as answered: `user_id` is shown only where include_mapped_user_ids asks for it. */
function toAnswered(job: DeletionJob, request: JsonObject = {}): JsonObject {
  if (isTrue(request.include_mapped_user_ids)) return { ...job };
  const ids = job.amplitude_ids.map(({ amplitude_id, requested_on_day, requester }) => ({
    amplitude_id,
    requested_on_day,
    requester,
  }));
  return { ...job, amplitude_ids: ids };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SIX_MONTHS_MS = 184 * 24 * 60 * 60 * 1000;

/** Jobs whose day is from start_day to end_day, at most six months ("User Privacy", the job list). */
function listJobs(call: Call): Outcome {
  const project = admit(call);
  if ('answer' in project) return project;
  const [start = '', end = ''] = ['start_day', 'end_day'].map((name) => call.query.get(name) ?? '');
  const length = Date.parse(end) - Date.parse(start);
  if (!DAY.test(start) || !DAY.test(end) || !(length >= 0 && length <= SIX_MONTHS_MS))
    return refused(
      badRequest('start_day and end_day must be days such as 2026-06-16, at most six months apart'),
    );
  const jobs = project.deletions.at(call.rules.clock.now()).filter(({ day }) => day >= start && day <= end);
  return refused(
    json(
      200,
      jobs.map((job) => toAnswered(job)),
    ),
  );
}

function revoke(call: Call): Outcome {
  const project = admit(call);
  if ('answer' in project) return project;
  const [id = '', day = ''] = call.path.split('/').slice(-2);
  const user = project.deletions.revoke(Number(id), day, call.rules.clock.now());
  if (user === 'unknown') return refused(json(404, { code: 404, error: `No job of ${day} deletes ${id}` }));
  if (user === 'too-late')
    return refused(badRequest(`The job of ${day} runs within three days and cannot be changed`));
  const { amplitude_id, requested_on_day, requester } = user;
  return refused(json(200, { amplitude_id, requested_on_day, requester }));
}
