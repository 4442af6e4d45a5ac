import { toBackoffMs, toThrottleRule } from '../../src/sender/retry-waits';

describe(toThrottleRule, () => {
  it.each([
    ['HTTP V2', { partnerAction: 'logEventV2' }, 'rate', { restMs: 30_000, perSecond: 30 }],
    [
      'Batch',
      { partnerAction: 'logEvent', mapping: { use_batch_endpoint: true } },
      'rate',
      { restMs: 15_000, perSecond: 1000 },
    ],
    ['Identify', { partnerAction: 'identifyUser' }, 'rate', { restMs: 15_000, perSecond: 30 }],
    ['a daily quota', { partnerAction: 'logEventV2' }, 'daily-quota', { restMs: 3_600_000, perSecond: 30 }],
    ['a project', { partnerAction: 'logEventV2' }, 'project', { restMs: 60_000, perSecond: 30 }],
  ] as const)('has what Amplitude documents for %s', (_, subscription, cause, rule) => {
    expect(toThrottleRule(subscription, cause)).toEqual(rule);
    expect(toThrottleRule(subscription, cause, 200)).toEqual({ ...rule, restMs: 200 });
  });
});

describe(toBackoffMs, () => {
  it('doubles from a second to a minute, between half and all of it', () => {
    const waits = (random: number) => [1, 2, 3, 7, 50].map((attempts) => toBackoffMs(attempts, () => random));
    expect(waits(1)).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
    expect(waits(0)).toEqual([500, 1_000, 2_000, 30_000, 30_000]);
  });
});
