import type { Logger, StatsContext } from '@segment/actions-core';
import { Reporter } from '../../../../src/destinations/amplitude/api/reporter';

const DROPPED = { name: 'id_dropped', text: 'Left an id out.' } as const;
const UNREAD = { name: 'revenue_unreadable', text: 'Left price out.' } as const;

function startHost() {
  const warnings: string[] = [];
  const counted: unknown[] = [];
  const logger = { warn: (text: string) => warnings.push(text) } as Partial<Logger> as Logger;
  const statsClient = {
    incr: (...call: unknown[]) => counted.push(call),
  } as Partial<StatsContext['statsClient']> as StatsContext['statsClient'];
  return { warnings, counted, logger, statsContext: { statsClient, tags: ['region:eu'] } };
}

describe(Reporter, () => {
  it('says each kind once, with its number', () => {
    const host = startHost();
    const reporter = new Reporter(host);
    reporter.add([DROPPED, UNREAD]);
    reporter.add([DROPPED]);
    reporter.flush();
    expect(host.warnings).toEqual(['Left an id out. (2 times in this call.)', 'Left price out.']);
    expect(host.counted).toEqual([
      ['amplitude.id_dropped', 2, ['region:eu']],
      ['amplitude.revenue_unreadable', 1, ['region:eu']],
    ]);
  });

  it('says nothing twice, and nothing where there is nothing', () => {
    const host = startHost();
    const reporter = new Reporter(host);
    reporter.flush();
    reporter.add([DROPPED]);
    reporter.flush();
    reporter.flush();
    expect(host.warnings).toHaveLength(1);
  });

  it.each([
    ['no logger', {}],
    ['a logger that only knows info, as the test kit of actions-core has', { logger: { info: () => {} } }],
    ['an empty stats context', { statsContext: {} }],
  ])('does without: %s', (_title, host) => {
    const reporter = new Reporter(host as ConstructorParameters<typeof Reporter>[0]);
    reporter.add([DROPPED]);
    expect(() => reporter.flush()).not.toThrow();
  });
});
