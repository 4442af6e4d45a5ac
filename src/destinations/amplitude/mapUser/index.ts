import { cloudAction } from '../cloud-action';
import { fieldSet, idLength, path } from '../fields';
import { toMinIdLength } from '../mapping/ids';
import { toItem } from '../mapping/to-item';
import { toUserMapping } from '../mapping/to-user-mapping';
import type { Notice } from '../notice';

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
    const notices: Notice[] = [];
    // Told here: the mapping of users itself knows no length.
    toMinIdLength(payload, notices);
    return { items: [toItem('usermap', toUserMapping(payload, notices), payload, notices)], notices };
  },
});
