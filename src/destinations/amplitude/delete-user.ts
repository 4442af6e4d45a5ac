import { PayloadValidationError, type DestinationDefinition } from '@segment/actions-core';
import { toDeletionRequest } from './api/deletion-request';
import { isRetryable } from './api/outcome';
import { toReason } from './api/read-answer';
import { toRedactor } from './api/redact';
import { toFrameworkTransport } from './api/framework-transport';
import { toError } from './api/to-answers';
import type { DestinationOptions, Settings } from './settings';

type Deletion = NonNullable<DestinationDefinition<Settings>['onDelete']>;

/** Asks Amplitude to delete the user (User Privacy API). Throws an error whose `status` says whether to retry. */
export function deleteUser(options: DestinationOptions): Deletion {
  return async (request, { payload, settings }) => {
    const userId = payload.userId?.trim();
    if (!userId) throw new PayloadValidationError('Amplitude deletes by user id: the event has no userId.');
    const transport = toFrameworkTransport(request);
    const answer = await transport(toDeletionRequest([userId], settings, options.baseUrl));
    if (answer.status >= 200 && answer.status < 300) return;
    const verb = isRetryable(answer.status) ? 'did not take' : 'refused';
    throw toError(answer.status, `Amplitude ${verb} the deletion: ${toReason(answer, toRedactor(settings))}`);
  };
}
