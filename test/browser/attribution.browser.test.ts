import { CAMPAIGN_PROPERTIES } from '../../src/destinations/amplitude/attributionPlugin/campaign';
import { ATTRIBUTION_CASES } from '../attribution-cases';
import { AttributionSite } from './attribution-site';
import { describeInChromium, PATIENCE } from './chromium';
import { CLIENTS } from './visit';

/** What a user has at Amplitude: the last touch, and the first with its empty values. */
function toProperties(last: object, first: Readonly<Record<string, string>>): object {
  const properties: Record<string, string> = { ...last };
  for (const name of CAMPAIGN_PROPERTIES) properties[`initial_${name}`] = first[name] ?? 'EMPTY';
  return properties;
}

describeInChromium.each(CLIENTS)('first and last touch with %s, in Chromium', (client) => {
  jest.setTimeout(6 * PATIENCE);

  const site = new AttributionSite();

  beforeAll(() => site.start(client));
  afterAll(() => site.close());

  const isNewest = client === CLIENTS[0];
  const cases = ATTRIBUTION_CASES.filter((_, index) => isNewest || index % 3 === 2);

  it.each(cases)('reach Amplitude for $name', async (each) => {
    expect(await site.visitAll('plugin', each)).toEqual(toProperties(each.last, each.first));
  });

  it.each([
    [true, 2],
    [false, 1],
  ])('start a new session with a new campaign: %s', async (resetSessionOnNewCampaign, sessions) => {
    const before = site.sent.length;
    const visits = [{ query: '?gclid=1' }, { after: 5, query: '?gclid=2' }, { after: 5 }];
    const options = { resetSessionOnNewCampaign };
    await site.visitAll('plugin', {
      name: `reset ${resetSessionOnNewCampaign}`,
      options,
      visits,
      last: {},
      first: {},
    });
    const ids = site.sent.slice(before).map(({ integrations }) => {
      const given = integrations?.['Actions Amplitude'] as { session_id?: number } | undefined;
      return given?.session_id;
    });
    expect(new Set(ids).size).toBe(sessions);
  });

  if (!isNewest) return;

  it.each(ATTRIBUTION_CASES)(
    "are what Amplitude's own SDK writes, or as documented, for $name",
    async (each) => {
      const { last, first } = { ...each, ...each.sdk };
      expect(await site.visitAll('sdk', each)).toEqual(toProperties(last, first));
    },
  );
});
