import { applyOperations } from './apply-operations';
import { cutToLimits } from './cut-to-limits';
import { toGroupLists } from './group-store';
import { readId } from './ids';
import { groupSubject, userSubject, type Journal, type RecordChange } from './journal';
import { isJsonObject } from './json-object';
import type { Project } from './project';
import { toRevenue } from './revenue';
import type { User } from './user-store';
import type { WireEvent, WireGroupIdentification, WireIdentification, WireIdentity } from './wire-event';

interface Ingested {
  ingested: number;
  deduped: number;
}

/** Where one item goes, and who takes notes of what it changes. */
interface Place {
  project: Project;
  at: number;
  index: number;
  journal?: Journal;
}

/** Ingests the events of an accepted upload, in order, without those seen in the last seven days. */
export function ingestEvents(events: readonly WireEvent[], project: Project, journal?: Journal): Ingested {
  return ingestNew(events, project, journal, (event, place) => {
    project.rules.onIngest(event);
    if (!project.rules.keepEvents) return;
    project.keepEvent(event);
    updateFromEvent(event, place);
  });
}

/** `/identify` is the `$identify` event by another door, so its insert_id dedupes as well (inferred). */
export function ingestIdentifications(
  items: readonly WireIdentification[],
  project: Project,
  journal?: Journal,
): Ingested {
  return ingestNew(items, project, journal, (item, place) => {
    if (!project.rules.keepEvents) return;
    project.keepIdentification(item);
    const { user, record } = seen(item, place);
    identify(item, user, record);
  });
}

export function ingestGroupIdentifications(
  items: readonly WireGroupIdentification[],
  project: Project,
  journal?: Journal,
): Ingested {
  if (project.rules.keepEvents) {
    items.forEach((sent, index) => {
      const item = cutToLimits(sent, project.rules.limits, journal && toOnCut(journal, index));
      project.keepGroupIdentification(item);
      const { group_type: type, group_value: value, group_properties: update } = item;
      project.groups.update(type, value, update ?? {}, journal?.recorder(index, groupSubject(type, value)));
    });
  }
  return { ingested: items.length, deduped: 0 };
}

const toOnCut = (journal: Journal, index: number) => (path: string) => void journal.of(index).cut.push(path);

function ingestNew<Item extends WireIdentity>(
  items: readonly Item[],
  project: Project,
  journal: Journal | undefined,
  ingest: (item: Item, place: Place) => void,
): Ingested {
  const { rules } = project;
  const at = rules.clock.now();
  project.dedupe.forgetExpired(at);
  let deduped = 0;
  items.forEach((item, index) => {
    if (item.insert_id && project.dedupe.isDuplicate(item.insert_id, readId(item.device_id), at)) {
      deduped += 1;
      if (journal) journal.of(index).isDuplicate = true;
      return;
    }
    const onCut = journal && toOnCut(journal, index);
    ingest(rules.keepEvents ? cutToLimits(item, rules.limits, onCut) : item, { project, at, index, journal });
  });
  return { ingested: items.length - deduped, deduped };
}

/** The user an item is about, and who notes what changes about them. */
function seen(
  item: WireIdentity,
  { project, at, index, journal }: Place,
): { user: User; record?: RecordChange } {
  const recorderOf = journal && ((user: User) => journal.recorder(index, userSubject(user.amplitude_id)));
  const user = project.users.seen(readId(item.user_id), readId(item.device_id), at, recorderOf);
  return { user, record: recorderOf?.(user) };
}

/** Groups of an identification stick to the user, those of other events do not ("Groups"). */
function identify(item: WireIdentification, user: User, record?: RecordChange): void {
  if (isJsonObject(item.user_properties)) applyOperations(user.properties, item.user_properties, record);
  if (isJsonObject(item.groups)) {
    for (const [type, values] of Object.entries(toGroupLists(item.groups))) {
      record?.({ about: 'group', key: type, operation: 'joined', before: user.groups[type], after: values });
      user.groups[type] = values;
    }
  }
  if (typeof item.paying === 'string') setTotal(user, 'paying', item.paying, record);
}

function setTotal<Key extends 'events' | 'revenue' | 'paying'>(
  user: User,
  key: Key,
  after: User[Key],
  record?: RecordChange,
): void {
  if (user[key] === after) return;
  record?.({ about: 'total', key, operation: 'counted', before: user[key], after });
  user[key] = after;
}

function updateFromEvent(event: WireEvent, place: Place): void {
  const { user, record } = seen(event, place);
  if (event.event_type === '$identify') return identify(event, user, record);
  if (event.event_type === '$groupidentify') return identifyGroups(event, place);
  setTotal(user, 'events', user.events + 1, record);
  const { user_properties: properties } = event;
  if (isJsonObject(properties) && event.$skip_user_properties_sync !== true) {
    applyOperations(user.properties, properties, record);
  }
  const revenue = toRevenue(event);
  if (revenue === undefined) return;
  setTotal(user, 'revenue', user.revenue + revenue, record);
  setTotal(user, 'paying', 'true', record);
}

/** `group_properties` count only in a `$groupidentify` event, for the groups it names ("HTTP V2, Event keys"). */
function identifyGroups(
  { groups, group_properties: update }: WireEvent,
  { project, index, journal }: Place,
): void {
  if (!isJsonObject(groups) || !isJsonObject(update)) return;
  for (const [type, values] of Object.entries(toGroupLists(groups))) {
    for (const value of values) {
      project.groups.update(type, value, update, journal?.recorder(index, groupSubject(type, value)));
    }
  }
}
