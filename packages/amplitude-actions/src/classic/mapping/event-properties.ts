import { path } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import { merged, without, type Mapping, type MappingValue } from './directives';
import { canBeKey } from './key-of';
import { queryStringAs } from './user-properties';

/** Properties that Classic read for itself and took out of the event. */
const taken = ({ useCustomAmplitudeProperties }: ClassicSettings) => [
  'event_id',
  'amplitude_event_type',
  ...(useCustomAmplitudeProperties ? [] : ['language', 'country']),
];

/** The event's properties as Classic left them, with the configured extras, and `also` on top. */
export function eventProperties(settings: ClassicSettings, also: MappingValue = {}): MappingValue {
  return merged(
    path('$.properties'),
    without(taken(settings)),
    appendedFields(settings),
    queryStringAs('event_properties', settings),
    also,
  );
}

const appendedFields = ({ appendFieldsToEventProps }: ClassicSettings): Mapping =>
  Object.fromEntries(
    Object.entries(appendFieldsToEventProps)
      .filter(([, name]) => canBeKey(name))
      .map(([from, name]) => [name, path(`$.${from.replace(/^\$\./, '')}`)]),
  );
