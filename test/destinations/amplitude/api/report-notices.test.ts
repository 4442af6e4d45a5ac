import type { Logger, StatsContext } from '@segment/actions-core';
import type { Notice } from '../../../../src/destinations/amplitude/notice';
import { reportNotices } from '../../../../src/destinations/amplitude/api/report-notices';

const DROPPED: Notice = { name: 'id_dropped', text: 'Left an id out.' };
const UNREAD: Notice = { name: 'revenue_unreadable', text: 'Left price out.' };

function startHost() {
  const warnings: string[] = [];
  const counted: unknown[] = [];
  const logger = { warn: (text: string) => warnings.push(text) } as Partial<Logger> as Logger;
  const statsClient = {
    incr: (...call: unknown[]) => counted.push(call),
  } as Partial<StatsContext['statsClient']> as StatsContext['statsClient'];
  return { warnings, counted, logger, statsContext: { statsClient, tags: ['region:eu'] } };
}

describe(reportNotices, () => {
  it('says each kind once, with its number', () => {
    const host = startHost();
    reportNotices([DROPPED, UNREAD, DROPPED], host);
    expect(host.warnings).toEqual(['Left an id out. (2 times in this call.)', 'Left price out.']);
    expect(host.counted).toEqual([
      ['amplitude.id_dropped', 2, ['region:eu']],
      ['amplitude.revenue_unreadable', 1, ['region:eu']],
    ]);
  });

  it('tells each field of one kind', () => {
    const host = startHost();
    const ofField = (field: string): Notice => ({ name: 'value_dropped', field, text: `Left ${field} out.` });
    reportNotices([ofField('ip'), ofField('city'), ofField('ip')], host);
    expect(host.warnings).toEqual(['Left ip out. (2 times in this call.)', 'Left city out.']);
    expect(host.counted).toEqual([['amplitude.value_dropped', 3, ['region:eu']]]);
  });

  it('tells 20 fields, and how many more there are', () => {
    const host = startHost();
    const notices = Array.from({ length: 25 }, (_, index): Notice => {
      const field = `groups.type-${index}`;
      return { name: 'value_dropped', field, text: `Left ${field} out.` };
    });
    reportNotices(notices, host);
    expect(host.warnings).toHaveLength(21);
    expect(host.warnings.at(-1)).toBe('5 more fields have the notice value_dropped (5 times in this call.)');
  });

  it('counts what is said about a whole request once, at however many events it stands', () => {
    const host = startHost();
    const toShared = (): Notice => ({ name: 'ingested_less', text: 'Took 1 of 2.', isShared: true });
    const first = toShared();
    reportNotices([first, first, toShared()], host);
    expect(host.counted).toEqual([['amplitude.ingested_less', 2, ['region:eu']]]);
  });

  it('says nothing where there is nothing', () => {
    const host = startHost();
    reportNotices([], host);
    expect(host.warnings).toEqual([]);
    expect(host.counted).toEqual([]);
  });

  it.each([
    ['no logger', {}],
    ['a logger that only knows info, as the test kit of actions-core has', { logger: { info: () => {} } }],
    ['an empty stats context', { statsContext: {} }],
  ])('does without: %s', (_title, host) => {
    expect(() => reportNotices([DROPPED], host as Parameters<typeof reportNotices>[1])).not.toThrow();
  });
});
