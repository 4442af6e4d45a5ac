import { withCaptured } from '../../../../src/destinations/amplitude/mapping/captured-attribution';
import { toUserProperties } from '../../../../src/destinations/amplitude/mapping/user-properties';
import { CAMPAIGN_PROPERTIES } from '../../../../src/destinations/amplitude/attributionPlugin/campaign';
import type { PropertySource } from '../../../../src/destinations/amplitude/mapping/property-source';
import { collectNotices } from './collect-notices';

/** What is sent, with the campaign of this page view in every field that can hold one. */
function send(captured: unknown, own: PropertySource = {}) {
  const { value, names } = collectNotices((notices) =>
    toUserProperties(withCaptured({ ...PAGE_VIEW, ...own }, captured, notices), notices),
  );
  return { properties: value, notices: names };
}

const PAGE_VIEW: PropertySource = {
  properties: { plan: 'pro' },
  landing: { $set: { referring_domain: 'own.example', wickedid: 'w' }, $setOnce: { initial_gclid: 'g' } },
  attribution: { $set: { referrer: 'own.example/cart' }, $setOnce: { initial_referrer: 'own.example/cart' } },
  explicit: { $set: { utm_source: 'page', theme: 'dark' }, $unset: ['utm_term', 'trial'] },
};

describe(withCaptured, () => {
  it('sends what was captured, and what else the fields hold', () => {
    const captured = {
      enabled: true,
      set: { utm_source: 'news' },
      set_once: { initial_utm_source: 'news', initial_gclid: 'EMPTY' },
      unset: ['gclid', 'referrer'],
    };
    expect(send(captured)).toEqual({
      properties: {
        $set: { plan: 'pro', wickedid: 'w', theme: 'dark', utm_source: 'news' },
        $setOnce: { initial_utm_source: 'news', initial_gclid: 'EMPTY' },
        $unset: { trial: '-', gclid: '-', referrer: '-' },
      },
      notices: [],
    });
  });

  it('writes nothing of a campaign while it is enabled and nothing is new', () => {
    expect(send({ enabled: true }).properties).toEqual({
      $set: { plan: 'pro', wickedid: 'w', theme: 'dark' },
      $unset: { trial: '-' },
    });
  });

  it.each(CAMPAIGN_PROPERTIES)('lets no field write %s or its first touch', (name) => {
    const both = { [name]: 'page', [`initial_${name}`]: 'page' };
    const field = { $set: both, $setOnce: both, $unset: both };
    expect(send({ enabled: true }, { landing: field, attribution: field, explicit: field })).toEqual({
      properties: { plan: 'pro' },
      notices: [],
    });
  });

  it.each([[undefined], [null], [''], [{}], [{ enabled: false, set: { utm_source: 'news' } }]])(
    'changes nothing for %j',
    (captured) => {
      expect(send(captured)).toEqual(send(undefined));
      expect(send(captured).properties).toMatchObject({ $set: { referrer: 'own.example/cart' } });
    },
  );

  it('says what cannot be read', () => {
    expect(send('all').notices).toContain('value_dropped');
    expect(send({ enabled: true, add: { utm_source: 1 } }).notices).toEqual(['value_dropped']);
    expect(send({ enabled: true, set: 'news' }).notices).toEqual(['operation_dropped']);
  });
});
