import { collectNotices } from './collect-notices';
import { toLandingOperations } from '../../../../src/destinations/amplitude/mapping/landing-operations';

const NOTHING = { $set: {}, $setOnce: {} };

describe(toLandingOperations, () => {
  it('sets the referring domain, and once for good', () => {
    expect(toLandingOperations({ referrer: 'https://news.example.com/a?b=c' }, [])).toEqual({
      $set: { referring_domain: 'news.example.com' },
      $setOnce: { initial_referring_domain: 'news.example.com' },
    });
  });

  it('keeps the chosen parameters of the query string, decoded', () => {
    expect(
      toLandingOperations({ search: '?a=1&gclid=A%20B&fbclid=F', parameters: 'gclid, fbclid' }, []),
    ).toEqual({
      $set: { gclid: 'A B', fbclid: 'F' },
      $setOnce: { initial_gclid: 'A B', initial_fbclid: 'F' },
    });
  });

  it.each([
    ['a parameter that only ends in the name', { search: '?xgclid=1', parameters: 'gclid' }],
    ['an empty parameter', { search: '?gclid=', parameters: 'gclid' }],
    ['an empty referrer', { referrer: '' }],
    ['a referrer that is no address', { referrer: 'news' }],
    ['no parameters to keep', { search: '?gclid=1', parameters: ' , ' }],
    ['a landing without anything', {}],
  ])('leaves out %s', (_, landing) => {
    expect(toLandingOperations(landing, [])).toEqual(NOTHING);
  });

  it('tells of a referrer that is no address', () => {
    const { fields } = collectNotices((notices) => toLandingOperations({ referrer: 'news' }, notices));
    expect(fields).toEqual(['landing.referrer']);
  });

  it('answers nothing without the field, and tells of one that is no object', () => {
    expect(toLandingOperations(undefined, [])).toBeUndefined();
    const { value, fields } = collectNotices((notices) => toLandingOperations('?gclid=1', notices));
    expect([value, ...fields]).toEqual([undefined, 'landing']);
  });
});
