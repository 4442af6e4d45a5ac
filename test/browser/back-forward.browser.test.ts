import type { Browser, BrowserContext } from 'playwright-core';
import { describeInChromium, launchChromium, MINUTE, PATIENCE } from './chromium';
import { CLIENTS, newVisitor, skipTo, track, VisitedSite } from './visit';

declare global {
  interface Window {
    isRestored?: boolean;
  }
}

describeInChromium.each(CLIENTS)('a page from the back-forward cache with %s', (client) => {
  jest.setTimeout(6 * PATIENCE);

  let browser: Browser;
  let site: VisitedSite;
  let visitor: BrowserContext;

  beforeAll(async () => {
    // Playwright turns the cache off unless it is kept from doing so.
    browser = await launchChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
    site = new VisitedSite();
    await site.start(client);
  });

  beforeEach(async () => {
    visitor = await newVisitor(browser);
  });

  afterEach(() => visitor.close());

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it.each([
    ['goes on with the session of the other page', 'in-time', 10, true],
    ['starts a new session when the old one is over', 'too-late', 40, false],
  ] as const)('%s', async (_title, name, minutes, goesOn) => {
    const page = await visitor.newPage();
    await page.goto(site.url('localhost', `/${name}`));
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => (window.isRestored = persisted));
    });
    const before = await track(site, page, `${name}: before`);
    await page.goto(site.url('localhost', `/${name}/next`));
    const next = await track(site, page, `${name}: next`);
    expect(next.sessionId).toBe(before.sessionId);

    await page.goBack({ waitUntil: 'commit' });
    await page.waitForFunction(() => window.isRestored);
    await skipTo(page, minutes * MINUTE);
    const after = await track(site, page, `${name}: after`);
    expect(after.sessionId === before.sessionId).toBe(goesOn);
    expect(after.sessionId).toBe(goesOn ? before.sessionId : after.time);
  });
});
