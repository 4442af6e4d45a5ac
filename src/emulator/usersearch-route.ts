import { badRequest, json, tooManyRequests, unauthorized } from './answers';
import { readBasicKey } from './basic-auth';
import type { Project } from './project';
import { refused, type Call, type Outcome, type Reading, type Route } from './route';
import type { User } from './user-store';

/** GET /api/2/usersearch?user=… ("Dashboard REST API, user search"). */
export const usersearchRoute: Route = {
  endpoint: 'usersearch',
  methods: ['GET'],
  isPublic: false,
  refusedBytes: (limits) => limits.formBytes + 1,
  read: (call): Reading => ({ items: [], process: () => search(call) }),
};

function search(call: Call): Outcome {
  const { organization, rules, query, headers } = call;
  const key = readBasicKey(headers.authorization, rules);
  if (key === undefined) return refused(unauthorized());
  const project = organization.project(key);
  if (!project.rates.admitSearch(rules.clock.now())) return refused(tooManyRequests());
  const wanted = query.get('user');
  if (!wanted) return refused(badRequest('user is required'));
  const { type, users } = findMatches(wanted, project);
  return refused(json(200, { type, matches: users.map(toMatch) }));
}

/** An exact user or device id first, else user ids that begin so; a prefix hit is not the user asked for. */
function findMatches(wanted: string, { users }: Project): { type: string; users: User[] } {
  const exact = users.get(wanted) ?? [...users].find((user) => String(user.amplitude_id) === wanted);
  if (exact) return { type: 'match_user_or_device_id', users: [exact] };
  const prefixed = [...users].filter((user) => user.user_id?.startsWith(wanted));
  return { type: prefixed.length > 0 ? 'match_user_prefix' : 'nomatch', users: prefixed };
}

function toMatch(user: User): object {
  return {
    user_id: user.user_id ?? null,
    amplitude_id: user.amplitude_id,
    last_seen: new Date(user.last_seen).toISOString().slice(0, 10),
    last_device_id: [...user.device_ids].at(-1) ?? null,
  };
}
