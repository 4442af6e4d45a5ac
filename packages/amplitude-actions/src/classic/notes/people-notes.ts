import { canBeKey } from '../mapping/key-of';
import { quoted, toldElsewhere, whenOn, type NoteOf, type NotesOf } from './note-of';

type TraitList = 'traitsToIncrement' | 'traitsToSetOnce' | 'traitsToAppend' | 'traitsToPrepend';

const traitList =
  (setting: TraitList, field: string): NoteOf =>
  ({ [setting]: names }) => {
    if (names.length === 0) return undefined;
    const impossible = names.filter((name) => !canBeKey(name));
    if (impossible.length > 0) {
      return [
        'not_reproducible',
        `${quoted(impossible)}: no mapping can hold a name that begins with @, so it is set as it is. All others are mapped to ${field} of Identify User.`,
      ];
    }
    return [
      'reproduced',
      `${quoted(names)}: mapped to ${field} of Identify User. Spelling counts now: Classic found a trait in any case.`,
    ];
  };

const groupTraits: NoteOf = ({ groupTypeTrait: type, groupValueTrait: value }) => {
  const legacy = 'every group call sets "[Segment] Group" to its group id, without properties';
  if (type === '' && value === '') return ['reproduced', `Not set, so ${legacy}.`];
  if (type === '' || value === '') {
    return [
      'needs_you',
      `Only one of Group Type Trait and Group Value Trait is set, so ${legacy}, as in Classic. Set both.`,
    ];
  }
  return [
    'reproduced',
    `A group has the type of the trait "${type}" and the value of the trait "${value}", or it is "[Segment] Group" where one of them is missing. A list as the value is refused: send one group call for each.`,
  ];
};

/** Traits, groups and ids. */
export const peopleNotes: NotesOf<
  | TraitList
  | 'groupTypeTrait'
  | 'groupValueTrait'
  | 'enableLocationListening'
  | 'preferAnonymousIdForDeviceId'
  | 'useAdvertisingIdForDeviceId'
  | 'deviceIdFromUrlParam'
> = {
  groupTypeTrait: groupTraits,
  groupValueTrait: toldElsewhere,
  traitsToIncrement: traitList('traitsToIncrement', 'Add'),
  traitsToSetOnce: traitList('traitsToSetOnce', 'Set Once'),
  traitsToAppend: traitList('traitsToAppend', 'Append'),
  traitsToPrepend: traitList('traitsToPrepend', 'Prepend'),
  enableLocationListening: whenOn(
    'enableLocationListening',
    'no_cloud_effect',
    'It let a mobile SDK read the position. Put latitude and longitude in context.location to send them.',
  ),
  preferAnonymousIdForDeviceId: whenOn(
    'preferAnonymousIdForDeviceId',
    'reproduced',
    'Device ID is the anonymous id, else context.device.id.',
  ),
  useAdvertisingIdForDeviceId: whenOn(
    'useAdvertisingIdForDeviceId',
    'reproduced',
    'Device ID is context.device.advertisingId, unless it is all zeros or ad tracking is off. Classic did so on devices only.',
  ),
  deviceIdFromUrlParam: whenOn(
    'deviceIdFromUrlParam',
    'not_reproducible',
    'Device ID is amp_device_id of the page that an event comes from. The SDK also remembered it for later pages: call analytics.setAnonymousId() with it on arrival.',
  ),
};
