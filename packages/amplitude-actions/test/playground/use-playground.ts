import type { TryResult } from 'segment-actions-amplitude/emulator';
import { startCli, type RunningCli } from '../run-cli';

export interface PlaygroundClient {
  /** Its address, once it has started. */
  url(this: void): string;
  /** A query of `/__emulator/`. */
  get<T>(this: void, path: string): Promise<T>;
  /** Posts JSON as text/plain, as analytics.js does. */
  post(this: void, path: string, body: unknown): Promise<Response>;
  /** Runs the workbench. */
  tryOut(this: void, body: object): Promise<TryResult>;
}

/** A strict playground of its own for each test. */
export function usePlayground(): PlaygroundClient {
  let run: RunningCli;
  let address = '';
  beforeEach(async () => {
    run = startCli(['playground', '--port', '0', '--strict']);
    while (!run.written().includes('Ctrl-C')) await new Promise((resolve) => setTimeout(resolve, 5));
    address = /http:\/\/127\.0\.0\.1:\d+/.exec(run.written())?.[0] ?? '';
  });
  afterEach(async () => {
    run.interrupt();
    await run.done;
  });
  const post = (path: string, body: unknown) =>
    fetch(address + path, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(body),
    });
  return {
    url: () => address,
    get: async <T>(path: string) => (await (await fetch(`${address}/__emulator/${path}`)).json()) as T,
    post,
    tryOut: async (body) => (await (await post('/__emulator/try', body)).json()) as TryResult,
  };
}
