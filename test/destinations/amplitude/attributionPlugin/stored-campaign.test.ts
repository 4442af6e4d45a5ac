import type { Campaign } from '../../../../src/destinations/amplitude/attributionPlugin/campaign';
import { isExcluded } from '../../../../src/destinations/amplitude/attributionPlugin/is-excluded';
import {
  chooseStored,
  toFingerprint,
} from '../../../../src/destinations/amplitude/attributionPlugin/stored-campaign';

describe(toFingerprint, () => {
  it.each([
    ['another page of the site', { referrer: 'http://a.example/1', referring_domain: 'a.example' }],
    ['a subdomain of it', { referrer: 'http://m.a.example/', referring_domain: 'm.a.example' }],
  ])('is the same for a referrer that is %s', (_what, campaign) => {
    const before = { referrer: 'http://www.a.example/', referring_domain: 'www.a.example' };
    expect(toFingerprint(campaign)).toBe(toFingerprint(before));
  });

  it('differs for other parameters, another site and characters outside the basic plane', () => {
    const campaigns: Campaign[] = [
      {},
      { utm_source: 'a' },
      { utm_medium: 'a' },
      { utm_source: 'b' },
      { referring_domain: 'a.example' },
      { referring_domain: 'b.example' },
      { utm_campaign: '😀' },
      { utm_campaign: '😁' },
    ];
    expect(new Set(campaigns.map(toFingerprint)).size).toBe(campaigns.length);
  });
});

describe(chooseStored, () => {
  it('takes the copy that was stored last, whatever the order of the stores', () => {
    const texts = ['1800000000000:1:11', '1800000000002:2:22', undefined, '1800000000001:3:33'];
    expect(chooseStored(texts)).toEqual([2, 22]);
    expect(chooseStored([...texts].reverse())).toEqual([2, 22]);
  });

  it.each([[[]], [[undefined, null]], [['zzz', '1:2', '1800000000000:1:', 'x1800000000000:1:1']]])(
    'knows nothing from %j',
    (texts) => {
      expect(chooseStored(texts)).toBeUndefined();
    },
  );
});

describe(isExcluded, () => {
  it.each([
    ['pay.example', 'pay.example', true],
    ['checkout.pay.example:8443', 'pay.example', true],
    ['notpay.example', 'pay.example', false],
    ['pay.example.com', 'pay.example', false],
    ['checkout.pay.example', /^checkout\./, true],
    ['www.pay.example', /^checkout\./, false],
    [undefined, /.*/, false],
    [undefined, 'pay.example', false],
  ])('%s against %s: %s', (domain, entry, expected) => {
    expect(isExcluded(domain, [entry])).toBe(expected);
  });

  it('gives the same answer each time to a pattern that remembers where it was', () => {
    const pattern = /pay/g;
    expect([1, 2, 3].map(() => isExcluded('pay.example', [pattern]))).toEqual([true, true, true]);
  });
});
