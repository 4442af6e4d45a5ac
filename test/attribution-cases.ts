import type { AttributionOptions } from '../src/session-plugin';

/** A page that a visitor opens. */
export interface PageVisit {
  /** Minutes since the visit before. Over 30: a new session. */
  after?: number;
  query?: string;
  /** Address of the page that leads here; none for a direct visit. */
  referrer?: string;
}

export interface AttributionCase {
  name: string;
  options?: AttributionOptions;
  visits: readonly PageVisit[];
  /** The user's last touch at the end: all of the 19 properties that there are. */
  last: Readonly<Record<string, string>>;
  /** The first touch: all `initial_…` that are not EMPTY, without that prefix. */
  first: Readonly<Record<string, string>>;
  /** What Amplitude's own SDK writes, where it is something else. docs/attribution.md says why. */
  sdk?: { last?: Readonly<Record<string, string>>; first?: Readonly<Record<string, string>> };
}

const SEARCH = { referrer: 'http://www.search.example/', referring_domain: 'www.search.example' };
const PAY = 'http://checkout.pay.example/';
const OWN = 'http://blog.example.test/';
const PAID = {
  query: '?utm_source=search&utm_medium=cpc&utm_campaign=spring&utm_term=shoes&gclid=click-1',
  referrer: SEARCH.referrer,
};
const PAID_TOUCH = {
  ...SEARCH,
  utm_source: 'search',
  utm_medium: 'cpc',
  utm_campaign: 'spring',
  utm_term: 'shoes',
  gclid: 'click-1',
};
const MAIL = { query: '?utm_source=news&utm_medium=email&utm_id=mail-7' };
const MAIL_TOUCH = { utm_source: 'news', utm_medium: 'email', utm_id: 'mail-7' };

/** The visits that tell one rule from another, on pages of `www.example.test`. */
export const ATTRIBUTION_CASES: readonly AttributionCase[] = [
  { name: 'a first visit without anything', visits: [{}], last: {}, first: {} },
  { name: 'an organic visit', visits: [{ referrer: SEARCH.referrer }], last: SEARCH, first: SEARCH },
  { name: 'a paid visit', visits: [PAID], last: PAID_TOUCH, first: PAID_TOUCH },
  {
    name: 'a click id only',
    visits: [{ query: '?fbclid=click-2' }],
    last: { fbclid: 'click-2' },
    first: { fbclid: 'click-2' },
  },
  {
    name: 'a direct visit within the session',
    visits: [PAID, { after: 5 }],
    last: PAID_TOUCH,
    first: PAID_TOUCH,
  },
  { name: 'a direct visit in a new session', visits: [PAID, { after: 31 }], last: {}, first: PAID_TOUCH },
  {
    name: 'a direct visit within the session that a second campaign began',
    visits: [PAID, { after: 31, ...MAIL }, { after: 5 }],
    last: MAIL_TOUCH,
    first: PAID_TOUCH,
  },
  {
    name: "a link from the site's own domain",
    visits: [PAID, { after: 5, referrer: OWN, query: '?utm_source=blog' }],
    last: PAID_TOUCH,
    first: PAID_TOUCH,
  },
  {
    name: 'a way back from a payment provider that is excluded',
    options: { excludeReferrers: ['checkout.pay.example'] },
    visits: [PAID, { after: 5, referrer: PAY }],
    last: PAID_TOUCH,
    first: PAID_TOUCH,
  },
  {
    name: 'a way back from a payment provider that is excluded by a pattern, in a new session',
    options: { excludeReferrers: [/(^|\.)pay\.example$/] },
    visits: [PAID, { after: 45, referrer: PAY }],
    last: PAID_TOUCH,
    first: PAID_TOUCH,
  },
  {
    name: 'a way back from a payment provider that is not excluded',
    visits: [PAID, { after: 5, referrer: PAY }],
    last: { referrer: PAY, referring_domain: 'checkout.pay.example' },
    first: PAID_TOUCH,
  },
  {
    name: 'a new campaign within a session',
    visits: [PAID, { after: 5, ...MAIL }],
    last: MAIL_TOUCH,
    first: PAID_TOUCH,
  },
  {
    name: 'a second campaign without a term',
    visits: [PAID, { after: 60, query: '?utm_source=search&utm_medium=cpc&utm_campaign=summer' }],
    last: { utm_source: 'search', utm_medium: 'cpc', utm_campaign: 'summer' },
    first: PAID_TOUCH,
  },
  {
    name: 'the same campaign again, from another page of the same site',
    visits: [PAID, { ...PAID, after: 60, referrer: 'http://m.search.example/shoes' }],
    last: PAID_TOUCH,
    first: PAID_TOUCH,
  },
  {
    name: 'a value of its own for what the first touch lacks',
    options: { emptyValue: 'none' },
    visits: [MAIL],
    last: MAIL_TOUCH,
    first: {
      ...Object.fromEntries(
        ['referrer', 'referring_domain', 'utm_campaign', 'utm_term', 'utm_content', 'gclid', 'gbraid', 'wbraid', 'dclid', 'fbclid', 'ttclid', 'twclid', 'msclkid', 'li_fat_id', 'rdt_cid', 'ko_click_id']
          .map((name) => [name, 'none']),
      ), // prettier-ignore
      ...MAIL_TOUCH,
    },
  },
  {
    name: 'a space written as a plus sign',
    visits: [{ query: '?utm_campaign=spring+sale' }],
    last: { utm_campaign: 'spring sale' },
    first: { utm_campaign: 'spring sale' },
    sdk: { last: { utm_campaign: 'spring+sale' }, first: { utm_campaign: 'spring+sale' } },
  },
  {
    name: 'a referrer below a domain that is excluded',
    options: { excludeReferrers: ['pay.example'] },
    visits: [PAID, { after: 5, referrer: PAY }],
    last: PAID_TOUCH,
    first: PAID_TOUCH,
    sdk: { last: { referrer: PAY, referring_domain: 'checkout.pay.example' } },
  },
  {
    name: "a link from the site's own domain, beside other excluded referrers",
    options: { excludeReferrers: ['checkout.pay.example'] },
    visits: [PAID, { after: 5, referrer: OWN }],
    last: PAID_TOUCH,
    first: PAID_TOUCH,
    sdk: { last: { referrer: OWN, referring_domain: 'blog.example.test' } },
  },
];
