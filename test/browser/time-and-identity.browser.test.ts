import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInChromium, launchChromium, MINUTE, PATIENCE, until } from './chromium';
import { CLIENTS, newVisitor, skipTo, track, VisitedSite } from './visit';

describeInChromium.each(CLIENTS)('time and identity with %s', (client) => {
  jest.setTimeout(6 * PATIENCE);

  let browser: Browser;
  let site: VisitedSite;
  let visitor: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  beforeEach(async () => {
    site = new VisitedSite();
    await site.start(client);
    visitor = await newVisitor(browser);
    page = await visitor.newPage();
    await page.goto(
      site.url('localhost', '/home?utm_source=mail&utm_campaign=spring', {
        plugin: { triggerSessionEvents: true },
      }),
    );
  });

  afterEach(async () => {
    await visitor.close();
    await site.close();
  });

  afterAll(() => browser.close());

  const identify = (userId: string) => page.evaluate((id) => void window.analytics.identify(id), userId);
  const reset = () => page.evaluate(() => void window.analytics.reset());

  it.each([
    ['yesterday', -1440, -1],
    ['twenty minutes ago', -20, 0],
    ['tomorrow', 1440, -1],
  ] as const)(
    'an event with the time of %s neither starts nor moves a session',
    async (when, minutes, other) => {
      const { sessionId, time } = await track(site, page, 'Now');
      for (const [form, timestamp] of [
        ['text', new Date(time + minutes * MINUTE).toISOString()],
        ['number', time + minutes * MINUTE],
      ] as const) {
        const late = await track(site, page, `${when} as ${form}`, { timestamp });
        expect(late.sessionId).toBe(other === 0 ? sessionId : other);
      }
      await skipTo(page, 25 * MINUTE);
      expect((await track(site, page, 'Later')).sessionId).toBe(sessionId);
      expect(site.named('session_started')).toHaveLength(1);
      expect(site.named('session_ended')).toHaveLength(0);
    },
  );

  it('an event from the session before gets the id of that session', async () => {
    const first = await track(site, page, 'First');
    await skipTo(page, 10 * MINUTE);
    await track(site, page, 'Second');
    await skipTo(page, 60 * MINUTE);
    const now = await track(site, page, 'Now');
    const late = await track(site, page, 'Late', {
      timestamp: new Date(first.time + 5 * MINUTE).toISOString(),
    });
    const between = await track(site, page, 'Between', {
      timestamp: new Date(first.time + 15 * MINUTE).toISOString(),
    });
    expect(now.sessionId).not.toBe(first.sessionId);
    expect([late.sessionId, between.sessionId]).toEqual([first.sessionId, -1]);
  });

  it.each(['garbage', '', null])('an event with the timestamp %p counts as now', async (timestamp) => {
    const { sessionId } = await track(site, page, 'Now');
    expect((await track(site, page, 'Unreadable', { timestamp })).sessionId).toBe(sessionId);
  });

  it('a clock that steps a little goes on, one that steps back by hours starts one fresh session', async () => {
    const { sessionId, time } = await track(site, page, 'Start');
    for (const [name, skip] of [
      ['A millisecond behind', -1],
      ['Ahead', 20 * MINUTE],
      ['Back again', 0],
      ['Behind', -9 * MINUTE],
    ] as const) {
      await skipTo(page, skip);
      expect((await track(site, page, name)).sessionId).toBe(sessionId);
    }
    await skipTo(page, -180 * MINUTE);
    const fresh = await track(site, page, 'Hours behind');
    expect(fresh.sessionId).toBe(fresh.time - 1);
    expect(fresh.time).toBeLessThan(time);
    expect((await track(site, page, 'Still')).sessionId).toBe(fresh.sessionId);
    const marks = site.arrived.filter(({ name }) => name.startsWith('session_'));
    expect(marks.map(({ name }) => name)).toEqual(['session_started', 'session_ended', 'session_started']);
  });

  it('the end of a session is sent as its person, from its page and without a campaign', async () => {
    await identify('A');
    const before = await track(site, page, 'As A');
    await skipTo(page, 40 * MINUTE);
    await page.goto(
      site.url('localhost', '/other?utm_source=ad', { plugin: { triggerSessionEvents: true } }),
    );
    await identify('B');
    const ended = await site.arrival('session_ended');
    expect(ended).toMatchObject({
      userId: 'A',
      anonymousId: before.anonymousId,
      sessionId: before.sessionId,
    });
    expect(ended.context?.page).toMatchObject({ path: '/home' });
    expect(ended.context?.campaign).toEqual({});
    const second = await until('the second start', () => site.named('session_started')[1]);
    expect(second).toMatchObject({ userId: 'B' });
    const after = await track(site, page, 'As B');
    expect(after.anonymousId).not.toBe(before.anonymousId);
    expect([ended.time, second.time].every((time, index) => time > [before.time, ended.time][index]!)).toBe(
      true,
    );
  });

  it('reset ends the session of the person who leaves; what follows is in another', async () => {
    await identify('A');
    const asA = await track(site, page, 'As A');
    await skipTo(page, MINUTE);
    await reset();
    await identify('B');
    const asB = await track(site, page, 'As B');
    const ended = await site.arrival('session_ended');
    expect(ended).toMatchObject({ userId: 'A', anonymousId: asA.anonymousId, sessionId: asA.sessionId });
    expect(asB).toMatchObject({ userId: 'B' });
    expect(asB.sessionId).toBeGreaterThan(Number(asA.sessionId));
  });

  it('reset after a visit of nobody ends it as nobody', async () => {
    const anonymous = await track(site, page, 'Anonymous');
    await reset();
    await identify('B');
    const ended = await site.arrival('session_ended');
    expect(ended.anonymousId).toBe(anonymous.anonymousId);
    expect(ended.userId ?? '').toBe('');
  });

  it('calls made in one go around a reset stay on their side of it', async () => {
    await track(site, page, 'First');
    await page.evaluate(() => {
      void window.analytics.track('Last');
      void window.analytics.reset();
      void window.analytics.track('Next');
    });
    const [first, last, next] = await Promise.all(
      ['First', 'Last', 'Next'].map((name) => site.arrival(name)),
    );
    expect(last?.sessionId).toBe(first?.sessionId);
    expect(next?.sessionId).not.toBe(first?.sessionId);
    const ended = await site.arrival('session_ended');
    expect(ended.time).toBeGreaterThan(last?.time ?? Infinity);
  });

  it('what happens offline keeps its times and its sessions', async () => {
    const before = await track(site, page, 'Online');
    await visitor.setOffline(true);
    await page.evaluate(() => void window.analytics.track('Offline'));
    await skipTo(page, 40 * MINUTE);
    await page.evaluate(() => void window.analytics.track('Offline, later'));
    await skipTo(page, 100 * MINUTE);
    await visitor.setOffline(false);
    const [offline, later] = await Promise.all(
      ['Offline', 'Offline, later'].map((name) => site.arrival(name)),
    );
    expect(offline?.sessionId).toBe(before.sessionId);
    expect(later?.sessionId).toBe(Number(later?.time) - 1);
    expect(await site.arrival('session_ended')).toMatchObject({
      sessionId: before.sessionId,
      time: Number(offline?.time) + 1,
    });
  });
});
