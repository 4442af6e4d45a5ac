import { setImmediate } from 'node:timers/promises';
import { Agent, EnvHttpProxyAgent, request as send, type Dispatcher } from 'undici';
import {
  MAX_ANSWER_BYTES,
  NO_ANSWER,
  TIMEOUT_MS,
  type Answer,
  type HttpRequest,
  type Transport,
} from '../../destinations/amplitude/api/transport';
import { toFailure } from './to-failure';
import { trackConnection, wasIdleConnectionLost } from './track-connection';

/** What may be set of a transport. */
export interface TransportOptions {
  /** Longest wait for a whole answer, in milliseconds; 30,000 by default. */
  timeoutMs?: number | undefined;
}

/** A transport with connections of its own. */
export interface ClosableTransport extends Transport {
  /** Ends the idle connections. Without it they end by themselves, seconds later, and keep no process alive. */
  close(): Promise<void>;
}

const PROXY_VARIABLES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'] as const;

/**
 * A transport over undici: connections are kept and reused, no redirect is followed, the time limit covers the body.
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY count as they stand when it is made.
 *
 * @throws TypeError when one of them is no URL.
 * @example
 * const transport = createTransport({ timeoutMs: 10_000 });
 * const runtime = createRuntime({ settings, transport });
 */
export function createTransport(options: TransportOptions = {}): ClosableTransport {
  const { timeoutMs = TIMEOUT_MS } = options;
  const dispatcher = createDispatcher();
  const transport: Transport = (request, { signal } = {}) => deliver(dispatcher, request, timeoutMs, signal);
  return Object.assign(transport, { close: () => dispatcher.close() });
}

/** undici's own time limits are off: ours covers all of a request. */
const LIMITS = { headersTimeout: 0, bodyTimeout: 0 };

function createDispatcher(): Dispatcher {
  const isProxied = PROXY_VARIABLES.some((name) => Boolean(process.env[name]));
  if (!isProxied) return new Agent(LIMITS);
  try {
    // Without it the variable would be read again at each request.
    const noProxy = process.env.no_proxy ?? process.env.NO_PROXY ?? '';
    return new EnvHttpProxyAgent({ ...LIMITS, noProxy });
  } catch {
    // The error would show the address, which may hold a password.
    throw new TypeError('HTTPS_PROXY or HTTP_PROXY is not a URL such as "http://proxy.example:3128".');
  }
}

async function deliver(
  dispatcher: Dispatcher,
  request: HttpRequest,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Answer> {
  if (signal?.aborted) return NO_ANSWER.aborted;
  const ending = new AbortController();
  const abort = () => ending.abort(NO_ANSWER.aborted);
  signal?.addEventListener('abort', abort, { once: true });
  const deadline = setTimeout(() => ending.abort(NO_ANSWER.timeout), timeoutMs);
  try {
    return await attempt(dispatcher, request, ending.signal);
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', abort);
  }
}

async function attempt(
  dispatcher: Dispatcher,
  request: HttpRequest,
  signal: AbortSignal,
  isSecond = false,
): Promise<Answer> {
  // Made anew for each try: a connection is known by the body that it carries.
  const body = Buffer.from(request.body ?? '');
  trackConnection(body);
  try {
    const { url, method, headers } = request;
    const hasBody = request.body !== undefined;
    const response = await send(url, { dispatcher, method, headers, signal, ...(hasBody && { body }) });
    return await readAnswer(response);
  } catch (error) {
    if (signal.aborted) return signal.reason as Answer;
    if (!isSecond && wasIdleConnectionLost(body)) return attempt(dispatcher, request, signal, true);
    return toFailure(error, request.url);
  }
}

async function readAnswer({ statusCode, body }: Dispatcher.ResponseData): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop destroys the body, and its connection with it.
    if (bytes > MAX_ANSWER_BYTES) return NO_ANSWER.tooLarge;
    chunks.push(chunk);
  }
  // A turn later the connection is free again: the next request of this host takes it, not a new one.
  await setImmediate();
  return { status: statusCode, text: Buffer.concat(chunks).toString('utf8') };
}
