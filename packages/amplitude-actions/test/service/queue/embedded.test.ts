import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { type EventQueue } from '../../../src/service/queue/event-queue';
import { openEmbeddedQueue } from '../../../src/service/queue/embedded/embedded-queue';
import { QueueUnavailableError } from '../../../src/service/queue/queue-errors';
import {
  claim,
  describeQueueContract,
  message,
  numbers,
  range,
  take,
  type QueueBench,
} from './queue-contract';

const directories: string[] = [];
const newDirectory = () => {
  const directory = mkdtempSync(join(tmpdir(), 'embedded-queue-'));
  directories.push(directory);
  return directory;
};
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

function startBench(): Promise<QueueBench> {
  let directory = '';
  const open: EventQueue[] = [];
  const openIt = async (options = {}) => {
    const queue = await openEmbeddedQueue(directory, { minFreeBytes: 0, ...options });
    open.push(queue);
    return queue;
  };
  const closeIt = async (queue: EventQueue) => {
    open.splice(open.indexOf(queue), 1);
    await queue.close();
  };
  return Promise.resolve({
    open: (options) => {
      directory = newDirectory();
      return openIt(options);
    },
    reopen: async () => {
      for (const queue of open.splice(0)) await queue.close().catch(() => undefined);
      return openIt();
    },
    kill: closeIt,
    close: async () => {
      for (const queue of open.splice(0)) await queue.close().catch(() => undefined);
    },
  });
}

describeQueueContract('embedded', startBench);

describe('the embedded queue', () => {
  it('stores a message once that is appended twice, after a restart too', async () => {
    const directory = newDirectory();
    const queue = await openEmbeddedQueue(directory, { minFreeBytes: 0 });
    await queue.append([message(1), message(1)]);
    await queue.append([message(1)]);
    await queue.close();
    const again = await openEmbeddedQueue(directory, { minFreeBytes: 0 });
    await again.append([message(1)]);
    expect(await again.depth()).toMatchObject({ messages: 1, dead: 0 });
    await again.close();
  });

  it('knows its bytes and the age of its oldest message', async () => {
    const queue = await openEmbeddedQueue(newDirectory(), { minFreeBytes: 0 });
    expect((await queue.depth()).oldestAgeMs).toBeUndefined();
    await queue.append(range(10).map((n) => message(n, n)));
    const depth = await queue.depth();
    expect(depth.messages).toBe(10);
    expect(depth.bytes).toBeGreaterThan(100);
    expect(depth.oldestAgeMs).toBeGreaterThanOrEqual(0);
    await queue.close();
  });

  it('stops giving out when its window is full, and goes on after an acknowledgement', async () => {
    const queue = await openEmbeddedQueue(newDirectory(), { minFreeBytes: 0, window: 10 });
    await queue.append(range(20).map((n) => message(n)));
    const held = await claim(queue);
    const first = await take(held, 10);
    const more = held.next(10, held.lost);
    await held.ack(first.slice(3, 5));
    expect(numbers(await more)).toEqual([10, 11]);
    await held.release();
    await queue.close();
  });

  it('has one clear error for a directory that is open, in this process and in another', async () => {
    const directory = newDirectory();
    const queue = await openEmbeddedQueue(directory, { minFreeBytes: 0 });
    await expect(openEmbeddedQueue(directory)).rejects.toThrow(/is in use by another process/);
    const said = await openElsewhere(directory);
    expect(said).toContain('LEVEL_LOCKED');
    await queue.close();
  });

  it('takes nothing in when its disk is almost full', async () => {
    const queue = await openEmbeddedQueue(newDirectory(), { minFreeBytes: Number.MAX_SAFE_INTEGER });
    await expect(queue.append([message(1)])).rejects.toThrow(QueueUnavailableError);
    await queue.close();
  });
});

/** What another process is told that opens the same directory. */
async function openElsewhere(directory: string): Promise<string> {
  const script = `new (require('classic-level').ClassicLevel)(${JSON.stringify(directory)}).open().catch((e) => console.log(e.cause.code))`;
  const child = spawn(process.execPath, ['-e', script], { cwd: __dirname });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  return said;
}
