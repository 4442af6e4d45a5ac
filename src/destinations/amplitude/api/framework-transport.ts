import type { RequestClient } from '@segment/actions-core';
import { TrackedRequest } from './tracked-request';
import {
  MAX_ANSWER_BYTES,
  NO_ANSWER,
  TIMEOUT_MS,
  toBrokenConnection,
  type Answer,
  type HttpRequest,
  type Transport,
} from './transport';

/**
 * Cloning is off, since a cloned answer over about 33 KB never ends. The client's time limit is off: it ends with the
 * headers, and its timer for the body outlives a broken connection by 30 seconds; ours covers both. `size`, the limit on
 * the answer's body, is an option of node-fetch that the framework passes on. No `agent` (the framework destroys it after
 * each answer, with all requests in flight) and no `signal` (the framework passes the host's own; a second one throws).
 */
const OPTIONS: Parameters<RequestClient>[1] & { size: number } = {
  redirect: 'manual',
  size: MAX_ANSWER_BYTES,
  skipResponseCloning: true,
  throwHttpErrors: false,
  timeout: false,
};

/**
 * The framework's request client as a transport. What failed on a connection of an earlier request before a byte came
 * back goes out once more: the server had closed it in the meantime.
 *
 * @example const answer = await toFrameworkTransport(request)(toDeletionRequest(userIds, settings, undefined));
 */
export function toFrameworkTransport(client: RequestClient): Transport {
  return async (request) => {
    const first = await exchange(client, request);
    return first.isLostOnReuse ? (await exchange(client, request)).answer : first.answer;
  };
}

async function exchange(client: RequestClient, { url, ...options }: HttpRequest) {
  const tracked = new TrackedRequest();
  let deadline: NodeJS.Timeout | undefined;
  let isExpired = false;
  const expired = new Promise<Answer>((resolve) => {
    deadline = setTimeout(() => {
      isExpired = true;
      resolve(NO_ANSWER.timeout);
    }, TIMEOUT_MS);
  });
  // Asynchronous, since the client throws at once for an address that is none.
  const answered = tracked
    .run(async () => client(url, { ...options, ...OPTIONS }))
    .then(({ status, content }): Answer => ({ status, text: content }), toFailure);
  const broken = tracked.broken.then(() => toBrokenConnection('ECONNRESET'));
  try {
    const answer = await Promise.race([answered, expired, broken]);
    // A failed connection is closed already; these still wait for the rest of the answer.
    if (isExpired || answer === NO_ANSWER.tooLarge || answer === NO_ANSWER.unreadable) tracked.close();
    return { answer, isLostOnReuse: answer.status === 503 && tracked.isLostOnReuse };
  } finally {
    clearTimeout(deadline);
    tracked.forget();
  }
}

/** The error classes are not exported; their codes tell them apart. */
function toFailure(error: unknown): Answer {
  const { code, name, type } = (error ?? {}) as { code?: unknown; name?: unknown; type?: unknown };
  if (code === 'ETIMEDOUT' || code === 'REQUESTTIMEOUTERROR') return NO_ANSWER.timeout;
  if (code === 'REQUESTCLIENTERROR' || name === 'AbortError') return NO_ANSWER.aborted;
  if (type === 'max-size') return NO_ANSWER.tooLarge;
  if (typeof code === 'string' && code.startsWith('Z_')) return NO_ANSWER.unreadable;
  return toBrokenConnection(code);
}
