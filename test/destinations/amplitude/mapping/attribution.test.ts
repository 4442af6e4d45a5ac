import { collectNotices } from './collect-notices';
import { toAttribution } from '../../../../src/destinations/amplitude/mapping/attribution';

describe(toAttribution, () => {
  it('sets campaign and referrer, and once more as the initial ones', () => {
    expect(
      toAttribution(
        {
          utm_properties: { utm_source: 'newsletter', utm_campaign: 'spring' },
          referrer: 'https://search.example/',
        },
        [],
      ),
    ).toEqual({
      $set: { utm_source: 'newsletter', utm_campaign: 'spring', referrer: 'https://search.example/' },
      $setOnce: {
        initial_utm_source: 'newsletter',
        initial_utm_campaign: 'spring',
        initial_referrer: 'https://search.example/',
      },
    });
  });

  it('leaves out what is blank', () => {
    expect(toAttribution({ utm_properties: { utm_source: '', utm_term: ' ' }, referrer: '' }, [])).toEqual({
      $set: {},
      $setOnce: {},
    });
  });

  it('tells of a campaign that is no object and of a referrer that is no text', () => {
    const { value, fields } = collectNotices((notices) =>
      toAttribution({ utm_properties: 'spring', referrer: {} }, notices),
    );
    expect(value).toEqual({ $set: {}, $setOnce: {} });
    expect(fields).toEqual(['utm_properties', 'referrer']);
  });
});
