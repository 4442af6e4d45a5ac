import { path, unlessBlank } from 'segment-actions-amplitude/api';
import type { ClassicSettings, QueryTarget } from '../classic-settings';
import { merged, whenNotBlank, without, type Mapping, type MappingValue } from './directives';
import { canBeKey } from './key-of';
import { groupsOption } from './integration-options';

/** The whole query string of the page, under each name that "Map Query Params" sends to `target`. */
export function queryStringAs(target: QueryTarget | 'any', { mapQueryParams }: ClassicSettings): Mapping {
  const names = Object.keys(mapQueryParams).filter(
    (name) => canBeKey(name) && (target === 'any' || mapQueryParams[name] === target),
  );
  return Object.fromEntries(names.map((name) => [name, unlessBlank('$.context.page.search')]));
}

/**
 * The traits without `address`, the user id as `id`, the groups of `integrations.Amplitude`, and the query string of the
 * page where "Map Query Params" wants it. An identify call has no properties of an event: there every query string goes
 * on the user.
 */
export function userProperties(
  traits: '$.traits' | '$.context.traits',
  settings: ClassicSettings,
): MappingValue {
  return merged(
    path(traits),
    without(['address']),
    whenNotBlank(path('$.userId'), { id: path('$.userId') }, {}),
    whenNotBlank(groupsOption, groupsOption, {}),
    queryStringAs(traits === '$.traits' ? 'any' : 'user_properties', settings),
  );
}
