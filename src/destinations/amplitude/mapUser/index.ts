import { PayloadValidationError } from '@segment/actions-core';
import { cloudAction } from '../cloud-action';
import { idFault, toMinIdLength, type IdField } from '../mapping/ids';
import { fieldSet, idLength, path } from '../fields';

const NO_MIN_LENGTH = 0;

const alias = fieldSet({
  user_id: {
    label: 'User ID',
    type: 'string',
    description: 'The user to map onto another.',
    default: path('$.previousId'),
  },
  global_user_id: {
    label: 'Global User ID',
    type: 'string',
    description: 'The user that stands for all that are mapped onto it.',
    default: path('$.userId'),
  },
  unmap: {
    label: 'Unmap User ID',
    type: 'string',
    description:
      'A user to free from every user it was mapped onto. When it is there, the two ids above are not read.',
  },
});

/** Maps one user onto another, or frees one again. Needs Amplitude's Portfolio add-on. */
export const mapUser = cloudAction({
  title: 'Map User',
  description: 'Merge two users who have different User IDs in Amplitude, or separate them again.',
  defaultSubscription: 'type = "alias"',
  fields: { ...alias, ...idLength },
  toItems: (payload) => {
    const read = (field: IdField & keyof typeof payload) => requireId(field, payload[field]);
    // Amplitude User Mapping API: global_user_id must not stand beside unmap.
    const object = payload.unmap
      ? { user_id: read('unmap'), unmap: true }
      : { user_id: read('user_id'), global_user_id: read('global_user_id') };
    return { items: [{ endpoint: 'usermap', object, minIdLength: toMinIdLength(payload) }], notices: [] };
  },
});

/** No rule on length here: Amplitude documents none for mappings, and Segment's own example maps "123" to "456". */
function requireId(field: IdField, id: string | undefined): string {
  const trimmed = id?.trim() ?? '';
  const fault = id === undefined ? 'is missing' : idFault(trimmed, NO_MIN_LENGTH);
  if (fault !== undefined) throw new PayloadValidationError(`Amplitude cannot map users: ${field} ${fault}.`);
  return trimmed;
}
