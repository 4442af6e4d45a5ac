import {
  CAMPAIGN_PROPERTIES,
  readCampaign,
} from '../../../../src/destinations/amplitude/attributionPlugin/campaign';
import { isExcluded } from '../../../../src/destinations/amplitude/attributionPlugin/is-excluded';
import { nextAttribution } from '../../../../src/destinations/amplitude/attributionPlugin/next-attribution';
import type { StoredCampaign } from '../../../../src/destinations/amplitude/attributionPlugin/stored-campaign';
import { ATTRIBUTION_CASES, type AttributionCase } from '../../../attribution-cases';

const MINUTE = 60_000;

/** The user's properties after the visits, and how often a campaign was told. */
function visitAll({ visits, options = {} }: AttributionCase) {
  const { excludeReferrers = [], emptyValue = 'EMPTY' } = options;
  const user: Record<string, string> = {};
  let stored: StoredCampaign | undefined;
  let now = 1_800_000_000_000;
  let sessionId = now;
  let told = 0;
  for (const { after = 0, query = '', referrer = '' } of visits) {
    now += after * MINUTE;
    if (after > 30) sessionId = now;
    const campaign = readCampaign(query, referrer);
    const isOutside = isExcluded(campaign.referring_domain, ['example.test', ...excludeReferrers]);
    const step = nextAttribution(stored, isOutside ? undefined : campaign, sessionId, emptyValue);
    stored = step.stored ?? stored;
    if (!step.change) continue;
    told += 1;
    for (const [name, value] of Object.entries(step.change.set_once)) user[name] ??= value;
    for (const name of step.change.unset) delete user[name];
    Object.assign(user, step.change.set);
  }
  return { user, told };
}

describe(nextAttribution, () => {
  it.each(ATTRIBUTION_CASES)('keeps first and last touch of $name', (each) => {
    const { user } = visitAll(each);
    const initial = CAMPAIGN_PROPERTIES.map((name) => [`initial_${name}`, each.first[name] ?? 'EMPTY']);
    expect(user).toEqual({ ...each.last, ...Object.fromEntries(initial) });
  });

  it.each([
    ['nothing new', [{}, { after: 60 }, { after: 5 }], 1],
    ['one campaign that comes back', [{ query: '?gclid=1' }, { query: '?gclid=1', after: 60 }], 1],
    ['two campaigns in turn', [{ query: '?gclid=1' }, { query: '?gclid=2' }, { query: '?gclid=1' }], 3],
  ])('tells of %s as often as it changes', (_name, visits, times) => {
    expect(visitAll({ name: '', visits, last: {}, first: {} }).told).toBe(times);
  });

  it('unsets all that a campaign lacks, since another device may have set it', () => {
    const { change } = nextAttribution([1, 1], { utm_source: 'news', gclid: '1' }, 1, 'EMPTY');
    expect(change?.set).toEqual({ utm_source: 'news', gclid: '1' });
    expect(change?.unset).toHaveLength(17);
    expect([...Object.keys(change?.set ?? {}), ...(change?.unset ?? [])].sort()).toEqual(
      [...CAMPAIGN_PROPERTIES].sort(),
    );
  });

  it('keeps the latest session, also where an event of one before comes late', () => {
    expect(nextAttribution([2000, 7], undefined, 1000, 'EMPTY').stored).toEqual([2000, 7]);
    expect(nextAttribution([2000, 7], undefined, 3000, 'EMPTY').stored).toEqual([3000, 7]);
  });

  it('stores nothing of a first visit whose referrer does not count', () => {
    expect(nextAttribution(undefined, undefined, 1000, 'EMPTY')).toEqual({});
  });
});

describe(readCampaign, () => {
  it('names the 19 properties of Amplitude', () => {
    expect(CAMPAIGN_PROPERTIES).toHaveLength(19);
    const query = CAMPAIGN_PROPERTIES.map((name) => `${name}=x`).join('&');
    expect(readCampaign(`?${query}&utm_other=x&ref=x`, 'http://a.example:8080/b')).toEqual({
      ...Object.fromEntries(CAMPAIGN_PROPERTIES.map((name) => [name, 'x'])),
      referrer: 'http://a.example:8080/b',
      referring_domain: 'a.example:8080',
    });
  });

  it('takes no blank parameter, and none from a query string that is no campaign', () => {
    expect(readCampaign('?utm_source=&referrer=x&__proto__=y', '')).toEqual({});
  });
});
