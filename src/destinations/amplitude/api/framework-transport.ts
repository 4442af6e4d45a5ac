import type { RequestClient } from '@segment/actions-core';
import {
  MAX_ANSWER_BYTES,
  NO_ANSWER,
  TIMEOUT_MS,
  toBrokenConnection,
  type Answer,
  type Transport,
} from './transport';

/** `size`, the limit on the answer's body, is an option of node-fetch that the framework passes on. */
const OPTIONS: Parameters<RequestClient>[1] & { size: number } = {
  redirect: 'manual',
  size: MAX_ANSWER_BYTES,
  skipResponseCloning: true,
  throwHttpErrors: false,
  timeout: TIMEOUT_MS,
};

/**
 * The framework's request client as a transport. Cloning is off, since a cloned answer over about 33 KB never ends. No
 * `agent` (the framework destroys it after each answer, with all requests in flight) and no `signal` (the framework
 * passes the host's own; a second one throws).
 */
export function toFrameworkTransport(request: RequestClient): Transport {
  return async ({ url, ...options }) => {
    let deadline: NodeJS.Timeout | undefined;
    // The client's time limit ends with the headers; a body that stalls would hold the host for ever.
    const expired = new Promise<Answer>((resolve) => {
      deadline = setTimeout(() => resolve(NO_ANSWER.timeout), TIMEOUT_MS);
    });
    const answered = request(url, { ...options, ...OPTIONS }).then(
      ({ status, content }): Answer => ({ status, text: content }),
      toFailure,
    );
    try {
      return await Promise.race([answered, expired]);
    } finally {
      clearTimeout(deadline);
    }
  };
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
