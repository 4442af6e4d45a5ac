import { isBlank } from './blank';

interface InsertIdSource {
  insert_id?: string;
  message_id?: string;
}

/**
 * The mapped insert id as it is, else one made from the message id, so that a retry is no duplicate. `part` (the event
 * type, or the type of a group) keeps apart what several mappings make of one message: Amplitude dedupes by insert_id and
 * device_id for 7 days (HTTP V2, "Event deduplication").
 */
export function toInsertId({ insert_id, message_id }: InsertIdSource, part?: string): string | undefined {
  if (!isBlank(insert_id)) return insert_id;
  if (isBlank(message_id)) return undefined;
  return part === undefined ? message_id : `${message_id}-${part}`;
}
