import type { Endpoint } from '../counts';
import { readId } from '../ids';
import { isJsonObject, type JsonObject } from '../json-object';
import type { Row, RowKind } from '../page-api';
import { toRevenue } from '../revenue';
import type { WireEvent } from '../wire-event';

type Description = Pick<Row, 'kind' | 'name' | 'who' | 'user' | 'device' | 'group' | 'digest'>;

const DIGEST_CHARACTERS = 60;

/** What a line of the list says about an item. */
export function describeItem(item: unknown, endpoint: Endpoint): Description {
  if (!isJsonObject(item)) {
    const id = readId(item) ?? 'no object';
    return {
      kind: endpoint === 'deletions' ? 'deletion' : 'event',
      name: 'Deletion',
      who: id,
      user: id,
      digest: '',
    };
  }
  if (endpoint === 'usermap') return describeMapping(item);
  if (endpoint === 'groupidentify') return describeGroup(item);
  return describeEvent(item, endpoint === 'identify' ? '$identify' : item.event_type);
}

function describeEvent(item: JsonObject, type: unknown): Description {
  const user = readId(item.user_id);
  const device = readId(item.device_id);
  return {
    kind: toKind(type),
    name: typeof type === 'string' && type !== '' ? type : '(no name)',
    who: user ?? device ?? 'nobody',
    ...(user !== undefined && { user }),
    ...(device !== undefined && { device }),
    digest: toDigest(item),
  };
}

function toKind(type: unknown): RowKind {
  if (type === '$identify') return 'identify';
  return type === '$groupidentify' ? 'group' : 'event';
}

function describeMapping(item: JsonObject): Description {
  const user = readId(item.user_id) ?? '';
  const digest = item.unmap === true ? 'unmapped' : `is ${readId(item.global_user_id) ?? ''}`;
  return { kind: 'alias', name: 'Alias', who: user, user, digest };
}

function describeGroup(item: JsonObject): Description {
  const group = { type: String(item.group_type), value: String(item.group_value) };
  const digest = toPairs(item.group_properties);
  return { kind: 'group', name: '$groupidentify', who: `${group.type} ${group.value}`, group, digest };
}

function toDigest(item: JsonObject): string {
  const revenue = toRevenue(item as WireEvent);
  if (revenue !== undefined) return `revenue ${revenue}`;
  return toPairs(item.event_properties) || toPairs(item.user_properties) || toPairs(item.group_properties);
}

/** The first two properties; those of operations such as $set stand for the operation. */
function toPairs(properties: unknown): string {
  if (!isJsonObject(properties)) return '';
  const flat = Object.entries(properties).flatMap(([key, value]) =>
    key.startsWith('$') && isJsonObject(value) ? Object.entries(value) : [[key, value] as const],
  );
  const text = flat.slice(0, 2).map(([key, value]) => `${key}=${toShort(value)}`);
  return text.join(' · ').slice(0, DIGEST_CHARACTERS);
}

const toShort = (value: unknown): string =>
  typeof value === 'string'
    ? value.slice(0, DIGEST_CHARACTERS)
    : (JSON.stringify(value) ?? '').slice(0, DIGEST_CHARACTERS);
