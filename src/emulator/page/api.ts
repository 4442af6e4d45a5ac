import type { StreamMessage } from '../page-api';

export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/__emulator/${path}`, init);
  const body = (await response.json().catch(() => undefined)) as unknown;
  if (!response.ok) {
    const error = (body as { error?: unknown } | undefined)?.error;
    throw new ApiError(
      typeof error === 'string' ? error : `The emulator answered ${response.status}.`,
      response.status,
    );
  }
  return body as T;
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  call<T>(path, signal ? { signal } : undefined);

export const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  call<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });

export const remove = (path: string): Promise<unknown> => call(path, { method: 'DELETE' });

export type Connection = 'connecting' | 'live' | 'lost';

type Shared = { message: StreamMessage } | { connection: Connection };

const NAME = 'amplitude-emulator';

/**
 * Follows the stream. A browser opens six connections to a host, so only one tab has the stream: it holds a lock and
 * passes on what it hears; when it closes, another takes over.
 */
export function follow(
  lastNumber: () => number,
  onMessage: (message: StreamMessage) => void,
  onConnection: (connection: Connection) => void,
): void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<Shared>) => {
    if ('message' in data) onMessage(data.message);
    else onConnection(data.connection);
  };
  const share = (connection: Connection): void => {
    onConnection(connection);
    channel.postMessage({ connection } satisfies Shared);
  };
  const lead = (): void => {
    const source = new EventSource(`/__emulator/stream?after=${lastNumber()}`);
    source.onopen = () => share('live');
    source.onerror = () => share('lost');
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as StreamMessage;
      onMessage(message);
      channel.postMessage({ message } satisfies Shared);
    };
  };
  // Away from this machine there is no lock without https: each tab has a stream of its own then.
  if ('locks' in navigator) {
    onConnection('live');
    void navigator.locks.request(NAME, () => {
      lead();
      return new Promise(() => undefined);
    });
  } else lead();
}
