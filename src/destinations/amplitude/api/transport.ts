/** One request, ready for any HTTP client. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** What came back. No answer at all has a status too: 408 after the time limit or an abort, 503 for a broken connection. */
export interface Answer {
  status: number;
  /** The body as it was received, or what went wrong where there is none. */
  text: string;
  /** No whole answer came: the status and the text are ours. */
  isLocal?: true;
}

/**
 * Sends one request and reads its answer. The only IO that a delivery needs.
 *
 * A transport never throws, since errors of HTTP clients carry the request and with it the key: {@link NO_ANSWER} has
 * the answers for what went wrong. It follows no redirect, ends after {@link TIMEOUT_MS}, body included, and reads at
 * most {@link MAX_ANSWER_BYTES}.
 *
 * @example
 * const answer = await transport({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body: '{}' });
 */
export type Transport = (request: HttpRequest, options?: { signal?: AbortSignal }) => Promise<Answer>;

/** Longest wait for a whole answer. */
export const TIMEOUT_MS = 30_000;
/** Amplitude's answers are far smaller; a body without an end must not fill the memory. */
export const MAX_ANSWER_BYTES = 1_048_576;

/** The answers for requests that have none. */
export const NO_ANSWER = {
  timeout: {
    status: 408,
    text: `Amplitude did not answer within ${TIMEOUT_MS / 1000} seconds.`,
    isLocal: true,
  },
  aborted: { status: 408, text: 'The host ended the request before Amplitude answered.', isLocal: true },
  tooLarge: {
    status: 502,
    text: 'The answer has more than 1 MiB, so it is not one of Amplitude.',
    isLocal: true,
  },
  unreadable: { status: 502, text: 'The answer could not be decompressed.', isLocal: true },
} as const satisfies Record<string, Answer>;

const SOCKET_CODE = /^[A-Z_]+$/;

/**
 * The answer for a connection that failed; `code` is the one of the error, such as ECONNRESET.
 *
 * @example toBrokenConnection('ECONNRESET').status // 503: to be tried again
 */
export function toBrokenConnection(code: unknown): Answer {
  const reason = typeof code === 'string' && SOCKET_CODE.test(code) ? ` (${code})` : '';
  return { status: 503, text: `The connection to Amplitude failed${reason}.`, isLocal: true };
}
