import type { RequestClient } from '@segment/actions-core';
import type { Settings } from '../settings';

const TIMEOUT_MS = 30_000;

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** What came back. No answer at all has a status too: 408 after the time limit or an abort, 503 for a broken connection. */
export interface Answer {
  status: number;
  /** The body, or what went wrong where there is none. */
  text: string;
  /** Nothing came back: the status and the text are ours. */
  isSilent?: true;
}

/**
 * The only place that does IO. Never throws: the errors of the request client carry the request, and with it the key.
 * Cloning is off, since a cloned answer over about 33 KB never ends. No `agent` (the framework destroys it after each
 * answer, with all requests in flight) and no `signal` (the framework passes the host's own; a second one throws).
 */
export async function send(request: RequestClient, { url, ...options }: HttpRequest): Promise<Answer> {
  let deadline: NodeJS.Timeout | undefined;
  // The client's time limit ends with the headers; a body that stalls would hold the host for ever.
  const expired = new Promise<Answer>((resolve) => {
    deadline = setTimeout(() => resolve(NO_ANSWER.timeout), TIMEOUT_MS);
  });
  const answered = request(url, {
    ...options,
    skipResponseCloning: true,
    throwHttpErrors: false,
    timeout: TIMEOUT_MS,
  }).then(({ status, content }): Answer => ({ status, text: content }), toFailure);
  try {
    return await Promise.race([answered, expired]);
  } finally {
    clearTimeout(deadline);
  }
}

/** Header of the endpoints that ask for both keys. */
export function basicAuth({ apiKey, secretKey }: Settings): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${apiKey}:${secretKey}`).toString('base64')}` };
}

const NO_ANSWER = {
  timeout: {
    status: 408,
    text: `Amplitude did not answer within ${TIMEOUT_MS / 1000} seconds.`,
    isSilent: true,
  },
  aborted: { status: 408, text: 'The host ended the request before Amplitude answered.', isSilent: true },
  broken: { status: 503, text: 'The connection to Amplitude failed.', isSilent: true },
} as const satisfies Record<string, Answer>;

/** The error classes are not exported; their codes tell them apart. */
function toFailure(error: unknown): Answer {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (code === 'ETIMEDOUT' || code === 'REQUESTTIMEOUTERROR') return NO_ANSWER.timeout;
  if (code === 'REQUESTCLIENTERROR' || name === 'AbortError') return NO_ANSWER.aborted;
  const reason = typeof code === 'string' && /^[A-Z_]+$/.test(code) ? ` (${code})` : '';
  return { ...NO_ANSWER.broken, text: `The connection to Amplitude failed${reason}.` };
}
