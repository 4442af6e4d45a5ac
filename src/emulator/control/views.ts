import type { AmplitudeEmulator } from '../amplitude-emulator';
import { groupSubject, userSubject } from '../journal';
import type { GroupDetail, GroupView, UserDetail, UserView } from '../page-api';
import type { Project } from '../project';
import type { User } from '../user-store';

export function toUserView(user: User, project: number): UserView {
  return {
    project,
    amplitude_id: user.amplitude_id,
    user_id: user.user_id ?? null,
    device_ids: [...user.device_ids],
    properties: user.properties,
    groups: user.groups,
    events: user.events,
    revenue: user.revenue,
    paying: user.paying ?? null,
    last_seen: user.last_seen,
  };
}

export function toUserDetail(user: User, project: Project, { arrivals }: AmplitudeEmulator): UserDetail {
  const { aliases, deletions, number, rules } = project;
  const id = user.user_id;
  const jobs = deletions
    .at(rules.clock.now())
    .filter((job) =>
      job.amplitude_ids.some(
        ({ amplitude_id, user_id }) => amplitude_id === user.amplitude_id || user_id === id,
      ),
    );
  return {
    ...toUserView(user, number),
    steps: [...(arrivals?.history.of(userSubject(user.amplitude_id)) ?? [])],
    aliases: {
      from: [...aliases].filter(([, to]) => to === id).map(([from]) => from),
      to: (id !== undefined && aliases.get(id)) || null,
    },
    deletions: jobs.map(({ day, status }) => ({ day, status })),
  };
}

export function toGroupViews(project: Project): GroupView[] {
  return [...project.groups].map((group) => ({ project: project.number, ...group }));
}

export function toGroupDetail(
  type: string,
  value: string,
  project: Project,
  emulator: AmplitudeEmulator,
): GroupDetail {
  const members = [...project.users].filter((user) => user.groups[type]?.includes(value));
  return {
    project: project.number,
    group_type: type,
    group_value: value,
    properties: project.groups.get(type, value)?.properties ?? {},
    steps: [...(emulator.arrivals?.history.of(groupSubject(type, value)) ?? [])],
    users: members.map((user) => toUserView(user, project.number)),
  };
}
