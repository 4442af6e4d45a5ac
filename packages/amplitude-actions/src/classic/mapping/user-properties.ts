import { path, unlessBlank } from 'segment-actions-amplitude/api';
import type { ClassicSettings, QueryTarget } from '../classic-settings';
import { merged, whenNotBlank, without, type Mapping, type MappingValue } from './directives';
import { groupsOption } from './integration-options';

/** The whole query string of the page, under each name that "Map Query Params" sends to `target`. */
export function queryStringAs(target: QueryTarget, { mapQueryParams }: ClassicSettings): Mapping {
  const names = Object.keys(mapQueryParams).filter((name) => mapQueryParams[name] === target);
  return Object.fromEntries(names.map((name) => [name, unlessBlank('$.context.page.search')]));
}

/**
 * The traits without `address`, the user id as `id`, the groups of `integrations.Amplitude`, and the query string of the
 * page where "Map Query Params" wants it.
 */
export function userProperties(traits: string, settings: ClassicSettings): MappingValue {
  return merged(
    path(traits),
    without(['address']),
    whenNotBlank(path('$.userId'), { id: path('$.userId') }, {}),
    whenNotBlank(groupsOption, groupsOption, {}),
    queryStringAs('user_properties', settings),
  );
}
