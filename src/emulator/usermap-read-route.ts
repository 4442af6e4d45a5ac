import { badRequest, json, unauthorized } from './answers';
import { readBasicKey } from './basic-auth';
import { readJson } from './json-object';
import type { Project } from './project';
import { refused, type Call, type Outcome, type Reading, type Route } from './route';

const MOST_IDS = 100;

/** GET /api/2/usermap?user_ids=… ("User Mapping", read back): what each user is mapped from and to. */
export const usermapReadRoute: Route = {
  endpoint: 'usermap',
  methods: ['GET'],
  isPublic: false,
  refusedBytes: (limits) => limits.formBytes + 1,
  read: (call): Reading => ({ items: [], process: () => readMappings(call) }),
};

function readMappings({ organization, rules, query, headers }: Call): Outcome {
  const key = readBasicKey(headers.authorization, rules);
  if (key === undefined) return refused(unauthorized());
  const ids = readIds(query);
  if (ids.length === 0 || ids.length > MOST_IDS)
    return refused(badRequest(`user_ids must hold 1 to ${MOST_IDS} user ids`));
  const project = organization.project(key);
  return refused(json(200, Object.fromEntries(ids.map((id) => [id, toMappings(id, project)]))));
}

/** How the list is written is not documented: a JSON array, a list with commas and a repeated parameter are all read. */
function readIds(query: URLSearchParams): string[] {
  return query.getAll('user_ids').flatMap((value) => {
    const list = readJson(value);
    return Array.isArray(list) ? list.map(String) : value.split(',').filter(Boolean);
  });
}

function toMappings(id: string, { aliases, users }: Project): object {
  const toUser = (userId: string) => ({
    amplitude_id: users.getByUserId(userId)?.amplitude_id ?? 0,
    user_id: userId,
  });
  const from = [...aliases].filter(([, globalId]) => globalId === id).map(([userId]) => toUser(userId));
  const to = aliases.get(id);
  return { mapped_from: from, mapped_to: to === undefined ? [] : [toUser(to)] };
}
