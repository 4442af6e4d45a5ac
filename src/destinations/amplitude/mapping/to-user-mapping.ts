import { PayloadValidationError } from '@segment/actions-core';
import type { UserMapping } from '../amplitude-event';
import type { Notice } from '../notice';
import { isBlank } from './blank';
import { readId, type IdField } from './ids';
import { dropped } from './read-value';

/** No rule on length here: Amplitude documents none for mappings, and Segment's own example maps "123" to "456". */
const NO_MIN_LENGTH = 0;

type MappingSource = Partial<Record<IdField, unknown>>;

/**
 * One object of the User Mapping API: a user mapped onto another, or freed again. Amplitude allows no global_user_id
 * beside unmap. Throws a PayloadValidationError that names the field.
 */
export function toUserMapping(source: MappingSource, notices: Notice[]): UserMapping {
  if (!isBlank(source.unmap)) {
    const user_id = requireId('unmap', source);
    for (const field of ['user_id', 'global_user_id'] as const) {
      const isOther = !isBlank(source[field]) && source[field] !== source.unmap;
      if (isOther) notices.push(dropped(field, 'a user is freed, and no other is mapped'));
    }
    return { user_id, unmap: true };
  }
  const user_id = requireId('user_id', source);
  const global_user_id = requireId('global_user_id', source);
  if (user_id === global_user_id) throw refusal('user_id and global_user_id are the same');
  return { user_id, global_user_id };
}

function requireId(field: IdField, source: MappingSource): string {
  const given = source[field];
  const { id, fault } = given === undefined ? { id: '', fault: 'is missing' } : readId(given, NO_MIN_LENGTH);
  if (fault !== undefined) throw refusal(`${field} ${fault}`);
  return id;
}

function refusal(fault: string): PayloadValidationError {
  return new PayloadValidationError(`Amplitude cannot map users: ${fault}.`);
}
