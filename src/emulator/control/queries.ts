import type { AmplitudeEmulator } from '../amplitude-emulator';
import { MOST_ARRIVALS } from '../arrivals/kept-arrivals';
import type { EmulatorOptions } from '../emulator-options';
import { readId } from '../ids';
import type { JsonObject } from '../json-object';
import type { EmulatorState } from '../page-api';
import type { Project } from '../project';
import { toGroupDetail, toGroupViews, toUserDetail, toUserView } from './views';

/** What a query is asked with. */
export interface Asked {
  emulator: AmplitudeEmulator;
  options: EmulatorOptions;
  query: URLSearchParams;
  /** What follows the query's name in the path, decoded. */
  rest: readonly string[];
}

/** Answers a query; undefined means that there is no such thing. */
type Query = (asked: Asked) => unknown;

/** `GET /__emulator/<name>`. Lists speak of every API key, or of the one that `?api_key=` names. */
export const QUERIES: Readonly<Record<string, Query>> = {
  events: (asked) =>
    asked.rest[0] === undefined
      ? select(asked, (project) => project.events)
      : asked.emulator.arrivals?.detail(asked.rest[0]),
  identifications: (asked) => select(asked, (project) => project.identifications),
  'group-identifications': (asked) => select(asked, (project) => project.groupIdentifications),
  users: findUsers,
  groups: findGroups,
  aliases: (asked) =>
    projectsOf(asked).flatMap(({ aliases }) =>
      [...aliases].map(([user_id, global_user_id]) => ({ user_id, global_user_id })),
    ),
  deletions: (asked) => projectsOf(asked).flatMap(({ deletions, rules }) => deletions.at(rules.clock.now())),
  exchanges: ({ emulator }) => emulator.exchanges,
  counts: ({ emulator }) => emulator.counts,
  faults: ({ emulator }) => emulator.faults.all,
  clock: ({ emulator }) => ({ now: emulator.organization.rules.clock.now() }),
  state: toState,
  workbench: ({ options }) =>
    options.workbench && { presets: options.workbench.presets, samples: options.workbench.samples },
  rows: findRows,
  requests: ({ emulator, rest }) => emulator.arrivals?.request(rest[0] ?? ''),
};

function projectsOf({ emulator, query }: Asked): readonly Project[] {
  const { organization } = emulator;
  organization.runDueDeletions();
  const key = query.get('api_key');
  if (key !== null) return [organization.project(key)];
  const number = query.get('project');
  return organization.projects.filter((project) => number === null || String(project.number) === number);
}

const FILTERS = ['event_type', 'user_id', 'device_id', 'insert_id'] as const;

/** Items that match `?user_id=`, `?event_type=` and so on; the newest `?limit=` of them. */
function select(asked: Asked, list: (project: Project) => readonly JsonObject[]): JsonObject[] {
  const { query } = asked;
  const wanted = FILTERS.flatMap((key) => {
    const value = query.get(key);
    return value === null ? [] : [[key, value] as const];
  });
  const items = projectsOf(asked)
    .flatMap((project) => list(project))
    .filter((item) => wanted.every(([key, value]) => readId(item[key]) === value));
  const limit = Number(query.get('limit') ?? 0);
  return limit > 0 ? items.slice(-limit) : items;
}

const MOST_USERS = 1_000;

function findUsers(asked: Asked): unknown {
  const { rest, query, emulator } = asked;
  const [first, second] = rest;
  if (first !== undefined) {
    for (const project of projectsOf(asked)) {
      const user =
        first === 'device' && second !== undefined
          ? project.users.getByDeviceId(second)
          : project.users.get(first);
      if (user) return toUserDetail(user, project, emulator);
    }
    return undefined;
  }
  const text = (query.get('q') ?? '').toLowerCase();
  return projectsOf(asked)
    .flatMap((project) => [...project.users].map((user) => toUserView(user, project.number)))
    .filter(
      (user) => text === '' || JSON.stringify([user.user_id, user.device_ids]).toLowerCase().includes(text),
    )
    .sort((a, b) => b.last_seen - a.last_seen)
    .slice(0, Number(query.get('limit') ?? MOST_USERS));
}

function findGroups(asked: Asked): unknown {
  const [type, value] = asked.rest;
  const projects = projectsOf(asked);
  if (type === undefined || value === undefined) return projects.flatMap((project) => toGroupViews(project));
  const details = projects.map((project) => toGroupDetail(type, value, project, asked.emulator));
  return details.find(
    ({ steps, users, properties }) => steps.length + users.length + Object.keys(properties).length > 0,
  );
}

function findRows({ emulator, query }: Asked): unknown {
  const { arrivals } = emulator;
  const text = query.get('q');
  if (text !== null) return arrivals?.search(text);
  return arrivals?.rows(Number(query.get('after') ?? 0), Number(query.get('limit') ?? MOST_ARRIVALS));
}

function toState({ emulator, options }: Asked): EmulatorState {
  const { arrivals, organization, faults } = emulator;
  const { clock } = organization.rules;
  return {
    run: arrivals?.run ?? '',
    now: clock.now(),
    clockOffset: clock.offset,
    strict: options.strict ?? false,
    hasWorkbench: options.workbench !== undefined,
    faults: faults.all.map((fault) => ({ ...fault })),
    notices: [...emulator.notices],
    kept: arrivals?.size ?? 0,
    forgotten: arrivals?.forgotten ?? 0,
    capacity: MOST_ARRIVALS,
  };
}
