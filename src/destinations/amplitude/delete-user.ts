import { PayloadValidationError, type DestinationDefinition } from '@segment/actions-core';
import { toDeletionRequest } from './api/deletion-request';
import { toFrameworkTransport } from './api/framework-transport';
import { readDeletion } from './api/read-deletion';
import { toError } from './api/to-answers';
import type { DestinationOptions, Settings } from './settings';

type DeleteUser = NonNullable<DestinationDefinition<Settings>['onDelete']>;

/**
 * Asks Amplitude to delete the user (User Privacy API), and returns the job that Amplitude made of it. Throws an error
 * whose `status` says whether to retry.
 */
export function deleteUser({ baseUrl }: DestinationOptions): DeleteUser {
  return async (request, { payload, settings }) => {
    const userId = toUserId(payload.userId);
    if (userId === '')
      throw new PayloadValidationError('Amplitude deletes by user id: the event has no userId.');
    const transport = toFrameworkTransport(request);
    const answer = await transport(toDeletionRequest([userId], settings, baseUrl));
    const { status, job, message } = readDeletion(answer, [userId], settings);
    if (status !== 200) throw toError(status, message);
    return job;
  };
}

/** A host need not have checked the type. */
function toUserId(userId: unknown): string {
  return typeof userId === 'string' || typeof userId === 'number' ? String(userId).trim() : '';
}
