import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInChromium, launchChromium, MINUTE, PATIENCE, until } from './chromium';
import { ingest } from './ingest';
import { CLIENTS, newVisitor, track, VisitedSite } from './visit';
import type { PageSetup } from './visit-page';

const NOON = Date.parse('2026-06-16T12:00:00Z');
const withEvents: PageSetup = { plugin: { triggerSessionEvents: true } };

/** Without https there is no lock between tabs, so that two of them may start and end a session both. */
const HOST = 'www.example.test';

describeInChromium.each(CLIENTS)('what two tabs send of one session with %s', (client) => {
  jest.setTimeout(6 * PATIENCE);

  let browser: Browser;
  let site: VisitedSite;
  let visitor: BrowserContext;

  beforeAll(async () => {
    browser = await launchChromium();
    site = new VisitedSite();
    await site.start(client);
    visitor = await newVisitor(browser);
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function open(path: string): Promise<Page> {
    const page = await visitor.newPage();
    await page.clock.setFixedTime(NOON);
    await page.goto(site.url(HOST, path, withEvents));
    return page;
  }

  /** Both tabs see the stores as they were before either of them wrote: the narrowest race, in every run. */
  async function trackInBoth(tabs: [Page, Page], name: string): Promise<void> {
    const [one, other] = tabs;
    const cookies = await visitor.cookies();
    const items = await one.evaluate(() => Object.entries(localStorage) as [string, string][]);
    await track(site, one, `${name} in one`);
    await visitor.clearCookies();
    await visitor.addCookies(cookies);
    await other.evaluate((before) => {
      localStorage.clear();
      for (const [key, value] of before) localStorage.setItem(key, value);
    }, items);
    await track(site, other, `${name} in the other`);
  }

  it('counts once in Amplitude, though their pages and campaigns differ', async () => {
    const tabs: [Page, Page] = [
      await open('/landing?utm_source=letter&utm_medium=email&utm_campaign=spring'),
      await open('/songs?utm_source=site&utm_medium=link&utm_campaign=summer'),
    ];
    await tabs[0].evaluate(() => void window.analytics.setAnonymousId('visitor'));
    await trackInBoth(tabs, 'First');
    for (const tab of tabs) await tab.clock.setFixedTime(NOON + 31 * MINUTE);
    await trackInBoth(tabs, 'Later');
    const boundaries = () => site.arrived.filter(({ name }) => name.startsWith('session_'));
    await until(
      'both starts and the end, of both tabs',
      () => boundaries().length === 6,
      () => boundaries().map(({ name, messageId }) => [name, messageId]),
    );

    const counted = (await ingest(site.arrived)).filter(({ event_type: name }) =>
      String(name).startsWith('session_'),
    );
    expect(counted.map(({ event_type: name, session_id: id }) => [name, id]).sort()).toEqual([
      ['session_ended', NOON - 1],
      ['session_started', NOON - 1],
      ['session_started', NOON + 31 * MINUTE - 1],
    ]);
  });
});
