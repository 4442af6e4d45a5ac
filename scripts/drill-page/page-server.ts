import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface ServerState {
  memory: NodeJS.MemoryUsage;
  counts: { ingested: number; requests: number };
}

/** The playground's process, from outside; `startPageServer` starts one. */
export class PageServer {
  readonly #child: ChildProcess;

  constructor(
    child: ChildProcess,
    readonly url: string,
  ) {
    this.#child = child;
  }

  /** Its memory once garbage is collected, and what it has counted. */
  async state(): Promise<ServerState> {
    const answer = once(this.#child, 'message');
    this.#child.send('memory');
    return ((await answer) as [ServerState])[0];
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.send('stop');
    await ended;
  }
}

export async function startPageServer(): Promise<PageServer> {
  const child = fork(path.join(__dirname, 'serve-page.ts'), [], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return new PageServer(child, url);
}
