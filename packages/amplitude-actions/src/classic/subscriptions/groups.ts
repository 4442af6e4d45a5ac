import { path } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import { actionDefaults } from '../mapping/action-defaults';
import { deviceId } from '../mapping/device-id';
import { firstNotBlank, whenNotBlank, type Mapping, type MappingValue } from '../mapping/directives';
import { keyOf } from '../mapping/key-of';
import { skipUnless } from '../mapping/integration-options';
import { subscription, type ClassicSubscription } from './subscription';

/** The type of a group whose call does not name one ("Legacy Group Behavior"). */
export const LEGACY_GROUP_TYPE = '[Segment] Group';

const GROUP_ID = path('$.groupId');

/** A required field must hold something even on a call that is skipped. */
const GROUP_ID_OR_TEXT = firstNotBlank(GROUP_ID, 'no group id: skipped');

/** Group calls. One without a group id was never sent, and is not now. */
export function groups(settings: ClassicSettings): ClassicSubscription {
  return subscription('Group Calls', 'type = "group"', 'groupIdentifyUser', {
    ...actionDefaults('groupIdentifyUser', ['group_properties']),
    ...groupMapping(settings),
    device_id: deviceId(settings),
    skip: skipUnless(GROUP_ID),
  });
}

function groupMapping({ groupTypeTrait, groupValueTrait }: ClassicSettings): Mapping {
  if (groupTypeTrait === '' || groupValueTrait === '') {
    return { group_type: LEGACY_GROUP_TYPE, group_value: GROUP_ID_OR_TEXT };
  }
  const type = keyOf('$.traits', groupTypeTrait);
  const value = keyOf('$.traits', groupValueTrait);
  const ifBoth = (then: MappingValue, otherwise?: MappingValue) =>
    whenNotBlank(type, whenNotBlank(value, then, otherwise), otherwise);
  return {
    group_type: ifBoth(type, LEGACY_GROUP_TYPE),
    group_value: ifBoth(value, GROUP_ID_OR_TEXT),
    group_properties: ifBoth(path('$.traits')),
  };
}
