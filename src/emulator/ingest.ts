import { applyOperations } from './apply-operations';
import { toGroupLists } from './group-store';
import { readId } from './ids';
import { isJsonObject } from './json-object';
import type { Project } from './project';
import { toRevenue } from './revenue';
import type { User } from './user-store';
import type { WireEvent, WireGroupIdentification, WireIdentification, WireIdentity } from './wire-event';

interface Ingested {
  ingested: number;
  deduped: number;
}

/** Ingests the events of an accepted upload, in order, without those seen in the last seven days. */
export function ingestEvents(events: readonly WireEvent[], project: Project): Ingested {
  return ingestNew(events, project, (event, at) => {
    project.onIngest(event);
    if (!project.keepEvents) return;
    project.events.push(event);
    updateFromEvent(event, project, at);
  });
}

/** `/identify` is the `$identify` event by another door, so its insert_id dedupes as well (inferred). */
export function ingestIdentifications(items: readonly WireIdentification[], project: Project): Ingested {
  return ingestNew(items, project, (item, at) => {
    if (!project.keepEvents) return;
    project.identifications.push(item);
    identify(item, seen(item, project, at));
  });
}

export function ingestGroupIdentifications(
  items: readonly WireGroupIdentification[],
  project: Project,
): Ingested {
  if (project.keepEvents) {
    for (const item of items) {
      project.groupIdentifications.push(item);
      project.groups.update(item.group_type, item.group_value, item.group_properties ?? {});
    }
  }
  return { ingested: items.length, deduped: 0 };
}

function ingestNew<Item extends WireIdentity>(
  items: readonly Item[],
  project: Project,
  ingest: (item: Item, at: number) => void,
): Ingested {
  const at = project.clock.now();
  project.dedupe.forgetExpired(at);
  let deduped = 0;
  for (const item of items) {
    if (item.insert_id && project.dedupe.isDuplicate(item.insert_id, readId(item.device_id), at))
      deduped += 1;
    else ingest(item, at);
  }
  return { ingested: items.length - deduped, deduped };
}

const seen = (item: WireIdentity, project: Project, at: number): User =>
  project.users.seen(readId(item.user_id), readId(item.device_id), at);

/** Groups of an identification stick to the user, those of other events do not ("Groups"). */
function identify(item: WireIdentification, user: User): void {
  if (isJsonObject(item.user_properties)) applyOperations(user.properties, item.user_properties);
  if (isJsonObject(item.groups)) Object.assign(user.groups, toGroupLists(item.groups));
  if (typeof item.paying === 'string') user.paying = item.paying;
}

function updateFromEvent(event: WireEvent, project: Project, at: number): void {
  const user = seen(event, project, at);
  if (event.event_type === '$identify') return identify(event, user);
  if (event.event_type === '$groupidentify') return identifyGroups(event, project);
  user.events += 1;
  const { user_properties: properties } = event;
  if (isJsonObject(properties) && event.$skip_user_properties_sync !== true) {
    applyOperations(user.properties, properties);
  }
  const revenue = toRevenue(event);
  if (revenue === undefined) return;
  user.revenue += revenue;
  user.paying = 'true';
}

/** `group_properties` count only in a `$groupidentify` event, for the groups it names ("HTTP V2, Event keys"). */
function identifyGroups({ groups, group_properties: update }: WireEvent, project: Project): void {
  if (!isJsonObject(groups) || !isJsonObject(update)) return;
  for (const [type, values] of Object.entries(toGroupLists(groups))) {
    for (const value of values) project.groups.update(type, value, update);
  }
}
