import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInChromium, launchChromium, MINUTE, PATIENCE, until } from './chromium';
import { ingest } from './ingest';
import { CLIENTS, newVisitor, skipTo, track, VisitedSite } from './visit';
import type { PageSetup } from './visit-page';

const ROUNDS = 15;
const withEvents: PageSetup = { plugin: { triggerSessionEvents: true } };

describeInChromium.each(CLIENTS)('tabs and stores with %s', (client) => {
  jest.setTimeout(6 * PATIENCE);

  let browser: Browser;
  let site: VisitedSite;
  let visitor: BrowserContext;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  beforeEach(async () => {
    site = new VisitedSite();
    await site.start(client);
    visitor = await newVisitor(browser);
  });

  afterEach(async () => {
    await visitor.close();
    await site.close();
  });

  afterAll(() => browser.close());

  async function open(host?: string, setup = withEvents): Promise<Page> {
    const page = await visitor.newPage();
    await page.goto(site.url(host, '/', setup));
    return page;
  }

  it('two tabs that track at once after the session is over start one session and end one', async () => {
    const tabs = [await open(), await open()];
    await Promise.all(tabs.map((tab, index) => track(site, tab, `First ${index}`)));
    for (let round = 1; round <= ROUNDS; round += 1) {
      await Promise.all(tabs.map((tab) => skipTo(tab, round * 31 * MINUTE)));
      const name = `Round ${round}`;
      await tabs[0]?.evaluate((event) => new BroadcastChannel('track').postMessage(event), name);
      await until(
        name,
        () => site.named(name).length >= 2,
        () => site.arrived.length,
      );
    }
    await until('the last start', () => site.named('session_started').length > ROUNDS);
    const ids = Array.from({ length: ROUNDS }, (_, round) => [
      ...new Set(site.named(`Round ${round + 1}`).map(({ sessionId }) => sessionId)),
    ]);
    expect(ids.map(({ length }) => length)).toEqual(Array(ROUNDS).fill(1));
    const started = site.named('session_started').map(({ sessionId }) => sessionId);
    const ended = site.named('session_ended').map(({ sessionId }) => sessionId);
    expect(started).toEqual([started[0], ...ids.flat()]);
    expect(ended).toEqual(started.slice(0, -1));
    const counted = (await ingest(site.arrived)).filter(({ event_type: name }) => name === 'session_started');
    expect(counted.map(({ session_id: id }) => id)).toEqual(started);
  });

  it('a tab that keeps the lock to itself costs another no event', async () => {
    const [holder, tab] = [await open(), await open()];
    await holder.evaluate(() => {
      void navigator.locks.request('amplitude_session', () => new Promise(() => undefined));
    });
    const { sessionId } = await track(site, tab, 'Waited');
    expect(sessionId).toBe((await track(site, tab, 'Next')).sessionId);
  });

  it('the subdomains of a site share a session', async () => {
    const www = await open('www.example.test');
    const app = await open('app.example.test');
    const ids: unknown[] = [];
    for (const [tab, minute] of [
      [www, 0],
      [app, 1],
      [app, 20],
      [www, 35],
      [app, 36],
      [www, 37],
    ] as const) {
      await skipTo(tab, minute * MINUTE);
      ids.push((await track(site, tab, `Minute ${minute}`)).sessionId);
    }
    expect(new Set(ids)).toEqual(new Set([ids[0]]));
    expect(site.named('session_started')).toHaveLength(1);
    expect(site.named('session_ended')).toHaveLength(0);
  });

  it('ends the session of another subdomain as the same person, on no page', async () => {
    const www = await open('www.example.test');
    await www.evaluate(() => void window.analytics.identify('A'));
    const { anonymousId, sessionId } = await track(site, www, 'On www');
    const app = await open('app.example.test');
    await skipTo(app, 40 * MINUTE);
    await track(site, app, 'On app');
    expect(await site.arrival('session_ended')).toMatchObject({
      userId: 'A',
      anonymousId,
      sessionId,
      context: { page: {}, campaign: {} },
    });
    expect((await site.arrival('session_ended')).context?.page).toEqual({});
  });

  const clearStorage = (page: Page) => page.evaluate(() => localStorage.clear());
  const clearCookies = () => visitor.clearCookies();
  const reload = (page: Page) => page.reload();

  it.each([
    ['localStorage', [clearStorage]],
    ['cookies', [clearCookies]],
    ['localStorage, and the page reloaded', [clearStorage, reload]],
    ['cookies, and the page reloaded', [clearCookies, reload]],
    ['both, in an open page', [clearStorage, clearCookies]],
  ])('goes on after clearing %s, twice', async (_what, steps) => {
    const page = await open();
    const { sessionId } = await track(site, page, 'Before');
    for (const [round, name] of ['After', 'Again'].entries()) {
      for (const step of steps) await step(page);
      await skipTo(page, (round + 1) * 20 * MINUTE);
      expect((await track(site, page, name)).sessionId).toBe(sessionId);
    }
    expect(site.named('session_started')).toHaveLength(1);
  });

  it('goes on after localStorage, and in the next visit the cookies, were cleared', async () => {
    const page = await open();
    const { sessionId } = await track(site, page, 'Before');
    await clearStorage(page);
    await page.reload();
    expect((await track(site, page, 'Without localStorage')).sessionId).toBe(sessionId);
    await clearCookies();
    await page.reload();
    expect((await track(site, page, 'Without cookies')).sessionId).toBe(sessionId);
  });

  it.each([
    { what: 'cookies alone', load: { storage: { stores: ['cookie'] } }, kept: [true, false] },
    { what: 'localStorage alone', load: { storage: { stores: ['localStorage'] } }, kept: [false, true] },
    { what: 'nothing', load: { disableClientPersistence: true }, kept: [false, false] },
  ] as const)('keeps to what the site allows: $what', async ({ load, kept }) => {
    const page = await open('localhost', { ...withEvents, load: load as PageSetup['load'] });
    const { sessionId } = await track(site, page, 'One');
    expect((await track(site, page, 'Two')).sessionId).toBe(sessionId);
    const stored = await page.evaluate(() =>
      [document.cookie, Object.keys(localStorage).join()].map((text) => text.includes('amplitude_session')),
    );
    expect(stored).toEqual(kept);
  });

  it('end() in one tab ends it in the others, whatever they remember', async () => {
    const [one, other] = [await open(), await open()];
    const first = await track(site, one, 'One');
    expect((await track(site, other, 'Other')).sessionId).toBe(first.sessionId);
    await one.evaluate(() => window.sessions.end());
    await skipTo(other, MINUTE);
    const next = await track(site, other, 'Next');
    expect(next.sessionId).toBeGreaterThan(Number(first.sessionId));
    await skipTo(one, MINUTE);
    expect((await track(site, one, 'Joins')).sessionId).toBe(next.sessionId);
  });
});
