import { NO_ANSWER, type Answer, type Transport } from 'segment-actions-amplitude/api';

/** Statuses of something that is not Amplitude: a redirect, a wrong path, a proxy that asks for a login. */
const NOT_AMPLITUDE = new Set([404, 405, 407, 421]);
/** What went wrong with a connection that will go wrong each time. */
const HOPELESS = /\bTLS\b|\bproxy answered|ENOTFOUND|EPROTO|ERR_SSL|ERR_TLS|HPE_/i;
const WEB_PAGE = /^\s*</;

export interface TransportWatch {
  /** Requests that went out. */
  requests: number;
  /** What answers cannot be Amplitude and never was; undefined while there is hope. */
  hopeless?: Answer | undefined;
  /** Amplitude has answered, perhaps a request that was in flight beside a hopeless one. */
  hasReached?: boolean;
}

export interface WatchOptions {
  /** Nothing more goes out; what is in flight is waited for. */
  isStopped(this: void): boolean;
  /** Ends the requests in flight. */
  signal: AbortSignal;
  /** Learns once that there is no hope. */
  onHopeless(this: void, answer: Answer): void;
}

/**
 * Counts requests, stops between them, and tells when the first answers are not Amplitude's, and none will be:
 * a wrong address, a proxy without its login, a certificate that is not trusted. Once Amplitude has answered, such an
 * answer passes as an outage does.
 */
export function watchTransport(
  transport: Transport,
  watch: TransportWatch,
  options: WatchOptions,
): Transport {
  return async (request) => {
    if (options.isStopped()) return NO_ANSWER.aborted;
    watch.requests += 1;
    const answer = await transport(request, { signal: options.signal });
    if (!isHopeless(answer)) watch.hasReached ||= answer.isLocal !== true && answer.status < 500;
    else if (watch.hasReached !== true && watch.hopeless === undefined) {
      watch.hopeless = answer;
      options.onHopeless(answer);
    }
    return answer;
  };
}

function isHopeless({ status, text, isLocal }: Answer): boolean {
  if (isLocal === true) return HOPELESS.test(text);
  return (
    (status >= 300 && status < 400) || NOT_AMPLITUDE.has(status) || (status < 300 && WEB_PAGE.test(text))
  );
}
