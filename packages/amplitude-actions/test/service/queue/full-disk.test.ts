import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { openEmbeddedQueue } from '../../../src/service/queue/embedded/embedded-queue';
import { QueueUnavailableError } from '../../../src/service/queue/queue-errors';
import { useDirectory } from '../../run-cli';
import { claim, eventually, message, numbers, take } from './queue-contract';

const files = useDirectory();
let disk: string;

const mount = (path: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', path]).status === 0;

/** Only root may mount a disk that is full so soon. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const path = '/tmp/amplitude-actions-queue-mount';
  mkdirSync(path, { recursive: true });
  return mount(path) && spawnSync('umount', [path]).status === 0;
}

const describeWithDisk = canMount() ? describe : describe.skip;

describeWithDisk('the embedded queue on a full disk (skipped where root cannot mount one)', () => {
  beforeEach(() => {
    disk = files.path('disk');
    mkdirSync(disk);
    mount(disk);
  });
  afterEach(() => void spawnSync('umount', [disk]));

  it('rejects what it cannot store, keeps what it promised, and goes on when there is room', async () => {
    const filler = `${disk}/filler`;
    writeFileSync(filler, Buffer.alloc(4_000_000));
    const queue = await openEmbeddedQueue(`${disk}/queue`, { minFreeBytes: 0 });
    const promised: number[] = [];
    const append = async (n: number) => {
      // LevelDB compresses.
      const text = randomBytes(100_000).toString('hex');
      await queue.append([{ ...message(n), body: Buffer.from(JSON.stringify({ n, text })) }]);
      promised.push(n);
    };
    const fill = async () => {
      for (let n = 0; n < 200; n += 1) await append(n);
    };
    await expect(fill()).rejects.toThrow(QueueUnavailableError);
    expect(promised.length).toBeGreaterThan(5);
    rmSync(filler);
    await eventually(() => append(1000), 400);
    const held = await claim(queue);
    const taken = await take(held, promised.length);
    // What was rejected may be stored all the same.
    const came = numbers(taken);
    if (came.at(-1) !== 1000) came.push(...numbers(await take(held, 1)));
    expect(promised.filter((n) => !came.includes(n))).toEqual([]);
    expect(came).toEqual([...came].sort((a, b) => a - b));
    await held.ack(taken);
    await held.release();
    await queue.close();
  });
});
