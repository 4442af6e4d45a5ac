import type { Browser, BrowserContext } from 'playwright-core';
import { describeInChromium, launchChromium, MINUTE, PATIENCE, until } from './chromium';
import { CLIENTS, newVisitor, skipTo, track, VisitedSite, type Arrival } from './visit';

/** What Amplitude's servers would tell the Session Replay SDK: capture every session. */
const CONFIGURATION = {
  configs: { sessionReplay: { sr_sampling_config: { sample_rate: 1, capture_enabled: true } } },
};

/** The end of the replay's id is the session that the replay belongs to. */
const replaySession = ({ properties }: Arrival) => {
  const replayId = properties?.['[Amplitude] Session Replay ID'] as string | undefined;
  return replayId === undefined ? undefined : Number(replayId.split('/').at(-1));
};

describeInChromium.each(CLIENTS)('beside Amplitude’s Session Replay with %s', (client) => {
  jest.setTimeout(6 * PATIENCE);

  let browser: Browser;
  let site: VisitedSite;
  let visitor: BrowserContext;

  beforeAll(async () => {
    browser = await launchChromium();
    site = new VisitedSite();
    await site.start(client, 'session-replay-page.ts');
    visitor = await newVisitor(browser);
    await visitor.route(/amplitude\.com/, (route) => route.fulfill({ json: CONFIGURATION }));
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it('every event has the replay of its own session', async () => {
    const page = await visitor.newPage();
    await page.goto(site.url());
    const { sessionId } = await track(site, page, 'First');
    // The SDK learns of the session from the first event, and asks its servers before it has an id.
    let tries = 0;
    await until('a replay id', () => {
      const call = page.evaluate((name) => void window.analytics.track(name), `Try ${(tries += 1)}`);
      call.catch(() => undefined);
      return site.arrived.some((event) => replaySession(event) !== undefined);
    });
    expect(replaySession(await track(site, page, 'With replay'))).toBe(sessionId);

    await skipTo(page, 31 * MINUTE);
    await track(site, page, 'Boundary');
    const next = await track(site, page, 'Next session');
    expect(next.sessionId).not.toBe(sessionId);
    expect(replaySession(next)).toBe(next.sessionId);
    for (const event of site.arrived) {
      expect([undefined, event.sessionId]).toContain(replaySession(event));
    }
  });
});
