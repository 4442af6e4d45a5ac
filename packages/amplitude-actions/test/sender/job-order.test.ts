import { Job } from '../../src/sender/job';
import { JobOrder } from '../../src/sender/job-order';

const toJob = (...keys: string[]) => new Job({ event: {}, bytes: 1 }, keys);
const markDone = (job: Job) => {
  job.moveTo('placed');
  job.moveTo('sent');
  job.moveTo('done');
};

describe(JobOrder, () => {
  it('frees a job when the last one of its keys is done', () => {
    const order = new JobOrder();
    const [first, second, later] = [toJob('u'), toJob('d'), toJob('u', 'd')];
    for (const job of [first, second, later]) order.add(job);
    markDone(first);
    expect(order.finish(first)).toEqual([later]);
    expect(later.before).toEqual([second]);
  });

  it('keeps the link of a job that is done behind one that is open: the third waits for the first', () => {
    const order = new JobOrder();
    const [first, second, third] = [toJob('u'), toJob('u', 'd'), toJob('d')];
    for (const job of [first, second, third]) order.add(job);
    markDone(second);
    expect(order.finish(second)).toEqual([]);
    expect(third.before).toEqual([second]);
    const late = toJob('d');
    order.add(late);
    expect(late.before).toEqual([third]);
    markDone(first);
    expect(order.finish(first)).toEqual([third]);
    expect(third.before).toEqual([]);
  });

  it('forgets keys of which nothing is open', () => {
    const order = new JobOrder();
    const first = toJob('u');
    order.add(first);
    markDone(first);
    order.finish(first);
    const next = toJob('u');
    order.add(next);
    expect(next.before).toEqual([]);
  });
});

describe(Job, () => {
  it('refuses a step that its table does not have', () => {
    const job = toJob('u');
    expect(() => job.moveTo('sent')).toThrow('A job cannot go from "waiting" to "sent".');
    markDone(job);
    expect(() => job.moveTo('parked')).toThrow('A job cannot go from "done" to "parked".');
  });
});
