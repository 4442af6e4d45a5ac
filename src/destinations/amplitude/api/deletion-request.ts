import type { Settings } from '../settings';
import { basicAuth } from './basic-auth';
import { toUrl } from './endpoints';
import type { HttpRequest } from './transport';

/**
 * Asks for the deletion of up to 100 users (User Privacy API). Amplitude takes its booleans as text; without
 * `ignore_invalid_id` a user that it does not know is a 400.
 *
 * @example const answer = await transport(toDeletionRequest(['user-12345'], settings, undefined));
 */
export function toDeletionRequest(
  userIds: readonly string[],
  settings: Settings,
  baseUrl: string | undefined,
): HttpRequest {
  return {
    method: 'POST',
    url: toUrl('deletions', settings.endpoint, baseUrl),
    headers: { ...basicAuth(settings), 'content-type': 'application/json' },
    body: JSON.stringify({ user_ids: userIds, requester: 'segment', ignore_invalid_id: 'True' }),
  };
}
