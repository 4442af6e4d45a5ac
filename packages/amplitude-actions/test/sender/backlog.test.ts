import { Backlog } from '../../src/sender/backlog';

const small = { bytes: 100 };
const large = { bytes: 5 * 1024 * 1024 };

describe(Backlog, () => {
  it('is full with a batch for each call in flight and one more, and has room once one event is done', () => {
    const backlog = new Backlog({ concurrency: 2, batchSize: 3 });
    for (let added = 0; added < 8; added += 1) backlog.add(small);
    expect(backlog.isFull).toBe(false);
    backlog.add(small);
    expect(backlog.isFull).toBe(true);
    backlog.remove(small);
    expect(backlog.isFull).toBe(false);
  });

  it('is full with 8 MiB, however few the events are', () => {
    const backlog = new Backlog({ concurrency: 2, batchSize: 1000 });
    backlog.add(large);
    expect(backlog.isFull).toBe(false);
    backlog.add(large);
    expect(backlog.isFull).toBe(true);
    backlog.remove(large);
    expect(backlog.isFull).toBe(false);
  });

  it('is empty when all that was added is done', () => {
    const backlog = new Backlog({ concurrency: 1, batchSize: 1 });
    backlog.add(small);
    expect(backlog.isEmpty).toBe(false);
    backlog.remove(small);
    expect(backlog.isEmpty).toBe(true);
  });
});
