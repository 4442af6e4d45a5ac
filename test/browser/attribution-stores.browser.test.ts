import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInChromium, launchChromium, MINUTE, PATIENCE } from './chromium';
import { CLIENTS, newVisitor, skipTo, track, VisitedSite, type Arrival } from './visit';
import type { PageSetup } from './visit-page';

const SEARCH = 'http://www.search.example/';
const OFF: PageSetup['load'] = { integrations: { 'Actions Amplitude': false } };

/** The last touch that an event tells of; undefined where it tells of no new campaign. */
function toldBy({ integrations }: Arrival): unknown {
  const options = integrations?.['Actions Amplitude'] as
    { autocapture_attribution?: { set?: object } } | undefined;
  return options?.autocapture_attribution?.set;
}

declare global {
  interface Window {
    /** What the page wrote to `document.cookie`. */
    written: string[];
  }
}

/** Everything that a page writes to a cookie, however short it lives. */
function noteCookies(): void {
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  window.written = [];
  Object.defineProperty(document, 'cookie', {
    get: () => cookie?.get?.call(document) as string,
    set(text: string) {
      window.written.push(text);
      cookie?.set?.call(document, text);
    },
  });
}

describeInChromium.each(CLIENTS)("a campaign's stores with %s", (client) => {
  jest.setTimeout(6 * PATIENCE);

  let browser: Browser;
  let site: VisitedSite;
  let visitor: BrowserContext;

  beforeAll(async () => {
    [browser] = await Promise.all([launchChromium(), (site = new VisitedSite()).start(client)]);
  });
  beforeEach(async () => {
    site.arrived.length = 0;
    visitor = await newVisitor(browser);
  });
  afterEach(() => visitor.close());
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function open(
    query: string,
    { host, referer, load }: { host?: string; referer?: string; load?: PageSetup['load'] } = {},
  ): Promise<Page> {
    const page = await visitor.newPage();
    await page.addInitScript(noteCookies);
    await page.goto(site.url(host, `/${query}`, { attribution: {}, load }), referer ? { referer } : {});
    return page;
  }

  it('have it told once by two tabs that it opened, and keep what a third one brought', async () => {
    const one = await open('?gclid=1');
    const other = await open('?gclid=1');
    expect(toldBy(await track(site, one, 'One'))).toEqual({ gclid: '1' });
    expect(toldBy(await track(site, other, 'Other'))).toBeUndefined();
    const third = await open('?gclid=2');
    expect(toldBy(await track(site, third, 'Third'))).toEqual({ gclid: '2' });
    for (const [index, tab] of [one, other, third].entries()) {
      expect(toldBy(await track(site, tab, `Later ${index}`))).toBeUndefined();
    }
  });

  it('are shared by the subdomains of a site', async () => {
    const www = await open('?gclid=1', { host: 'www.example.test' });
    expect(toldBy(await track(site, www, 'On www'))).toEqual({ gclid: '1' });
    const app = await open('?gclid=1', { host: 'app.example.test' });
    expect(toldBy(await track(site, app, 'On app'))).toBeUndefined();
    const next = await open('?gclid=2', { host: 'app.example.test' });
    expect(toldBy(await track(site, next, 'Next on app'))).toEqual({ gclid: '2' });
    const back = await open('?gclid=2', { host: 'www.example.test' });
    expect(toldBy(await track(site, back, 'Back on www'))).toBeUndefined();
    const inside = await open('?gclid=3', {
      host: 'www.example.test',
      referer: site.url('app.example.test'),
    });
    await skipTo(inside, 40 * MINUTE);
    expect(toldBy(await track(site, inside, 'From app to www'))).toBeUndefined();
  });

  it('have nothing while Amplitude is off, not even the cookie that finds the domain', async () => {
    const page = await open('?gclid=1', { host: 'www.example.test', referer: SEARCH, load: OFF });
    const stored = () => page.evaluate(() => [...window.written, ...Object.keys(localStorage)]);
    const isOurs = (text: string) => text.includes('amplitude');
    const { integrations } = await track(site, page, 'Before consent');
    expect(integrations).toEqual({ 'Actions Amplitude': false });
    expect((await stored()).filter(isOurs)).toEqual([]);

    const agreed = { integrations: { 'Actions Amplitude': true } };
    expect(toldBy(await track(site, page, 'With consent', agreed))).toEqual({
      gclid: '1',
      referrer: SEARCH,
      referring_domain: 'www.search.example',
    });
    expect((await stored()).filter(isOurs)).toEqual(
      expect.arrayContaining([
        'amplitude_attribution=example.test;domain=example.test;max-age=1',
        'amplitude_attribution.test',
      ]),
    );
  });
});
