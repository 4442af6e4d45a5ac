import { type EventAnswer } from 'segment-actions-amplitude/runtime';
import { Batch } from '../../src/sender/batch';
import { Job } from '../../src/sender/job';
import { sortAnswers } from '../../src/sender/sort-answers';

const NOW = 0;

function sortOne(delivery: { status: number; body?: unknown }) {
  const batch = new Batch(NOW);
  const job = new Job({ event: { type: 'track', userId: 'user-1' }, bytes: 1 }, ['user:user-1']);
  batch.add(job);
  batch.markSent();
  const answer: EventAnswer = {
    outcome: 'retry',
    deliveries: [{ subscription: 'Tracks', ...delivery }],
    notices: [],
  };
  const { throttled, failed, rateLimited } = sortAnswers(batch, [answer]);
  return { causes: throttled.map(({ cause }) => cause), failed: failed.length, rateLimited };
}

describe(sortAnswers, () => {
  it.each([
    ['names users', { throttled_users: { 'user-1': 31 } }, 'rate'],
    ['names users over their day', { exceeded_daily_quota_users: { 'user-1': 500_200 } }, 'daily-quota'],
  ])('lets the user rest after a 429 where Amplitude %s', (_title, body, cause) => {
    expect(sortOne({ status: 429, body })).toEqual({
      causes: [cause],
      failed: 0,
      rateLimited: undefined,
    });
  });

  it.each([[{}], ['Too many requests'], [{ throttled_users: {} }]])(
    'takes a 429 that names nobody for the project: %j',
    (body) => {
      expect(sortOne({ status: 429, body })).toEqual({ causes: [], failed: 1, rateLimited: 'Tracks' });
    },
  );

  it('tries what failed again, without a rest of anybody', () => {
    expect(sortOne({ status: 503 })).toEqual({ causes: [], failed: 1, rateLimited: undefined });
  });
});
