import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startSite, type Site } from '../../examples/web/start-site';
import { bundleScriptTag } from '../../scripts/build-session-plugin';
import { LAUNCH } from '../../scripts/launch-chromium';
import { describeInChromium, launchChromium, MINUTE, PATIENCE } from './chromium';

const KEY = 'Actions Amplitude';

/** Chromium's own setting "block all cookies", which takes localStorage away with them. */
const BLOCK_ALL_SITE_DATA = { profile: { default_content_setting_values: { cookies: 2 } } };

let browser: Browser;
let site: Site;
let context: BrowserContext;

/** As a first-time visitor has it: without anything stored. */
async function openVisit(): Promise<void> {
  context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE);
}

/** A visit in a Chromium of its own, which has these preferences; they are removed with it. */
async function openVisitWith(preferences: object): Promise<void> {
  const profile = await mkdtemp(path.join(tmpdir(), 'session-plugin-'));
  await mkdir(path.join(profile, 'Default'));
  await writeFile(path.join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  context = await chromium.launchPersistentContext(profile, LAUNCH);
  context.setDefaultTimeout(PATIENCE);
  context.once('close', () => void rm(profile, { recursive: true, force: true, maxRetries: 5 }));
}

async function openPage(query = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.url + query);
  return page;
}

async function until<T>(what: string, read: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const value = read();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(
    `Waited in vain for ${what}; the site got ${JSON.stringify(site.sent.map(({ event, type }) => event ?? type))}.`,
  );
}

/** Tracks an event in the page and gives its session id where analytics.js sent it and where Amplitude got it. */
async function track(page: Page, event: string) {
  await page.evaluate((name) => void window.analytics.track(name), event);
  return arrival(event);
}

async function arrival(event: string) {
  const sent = await until(`${event} at the site`, () => site.sent.find((call) => call.event === event));
  const received = await until(`${event} in Amplitude`, () =>
    site.amplitude.events.find(({ event_type }) => event_type === event),
  );
  const options = sent.integrations?.[KEY] as { session_id?: number } | undefined;
  return { sent: options?.session_id, received: received.session_id };
}

const storedId = (page: Page) => page.evaluate(() => Number(localStorage.getItem('analytics_session_id')));

describeInChromium('the session plugin in Chromium', () => {
  jest.setTimeout(4 * PATIENCE);

  beforeAll(async () => {
    browser = await launchChromium();
  });

  beforeEach(async () => {
    site = await startSite();
  });

  afterEach(async () => {
    await context.close();
    await site.close();
  });

  afterAll(() => browser.close());

  it('gives the same id to the event, to Amplitude and to localStorage, also after a reload', async () => {
    await openVisit();
    const page = await openPage();
    const before = await track(page, 'Before');
    await page.reload();
    const after = await track(page, 'After');
    const id = await storedId(page);
    expect(id).toBeGreaterThan(Date.now() - 10 * MINUTE);
    expect([before, after]).toEqual([
      { sent: id, received: id },
      { sent: id, received: id },
    ]);
  });

  it('gives two tabs that are open at once the same id', async () => {
    await openVisit();
    const [one, other] = await Promise.all([openPage(), openPage()]);
    const ids = await Promise.all([track(one, 'In one'), track(other, 'In the other')]);
    const id = await storedId(one);
    expect(ids).toEqual([
      { sent: id, received: id },
      { sent: id, received: id },
    ]);
  });

  it('keeps the id across a reload in a cookie when localStorage is blocked', async () => {
    await openVisit();
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    });
    const page = await openPage();
    const before = await track(page, 'Before');
    await page.reload();
    const after = await track(page, 'After');
    expect(before.sent).toBeGreaterThan(0);
    expect(after).toEqual(before);
    expect(before.received).toBe(before.sent);
  });

  it('keeps the id while the page is open when cookies and localStorage are blocked', async () => {
    await openVisitWith(BLOCK_ALL_SITE_DATA);
    const page = await openPage();
    await expect(storedId(page)).rejects.toThrow('Access is denied');
    expect(await page.evaluate(() => ((document.cookie = 'kept=1'), document.cookie))).toBe('');
    const first = await track(page, 'First');
    const second = await track(page, 'Second');
    expect(first.sent).toBeGreaterThan(0);
    expect(second).toEqual(first);
    expect(first.received).toBe(first.sent);
  });

  it('starts a new session once the session length has passed', async () => {
    await openVisit();
    const page = await openPage();
    await until('the first session', () => site.sent.length > 0);
    const now = Date.now();
    await page.clock.setFixedTime(now + MINUTE);
    const before = await track(page, 'Before');
    await page.clock.setFixedTime(now + 31 * MINUTE);
    const after = await track(page, 'After');
    expect(before.sent).toBeLessThan(now + MINUTE);
    expect(after).toEqual({ sent: now + 31 * MINUTE, received: now + 31 * MINUTE });
    expect(await storedId(page)).toBe(now + 31 * MINUTE);
  });

  it('leaves an event that opted out as it is', async () => {
    await openVisit();
    const page = await openPage();
    await page.evaluate(
      (key) => void window.analytics.track('Private', {}, { integrations: { [key]: false } }),
      KEY,
    );
    await track(page, 'Public');
    const sent = await until('Private', () => site.sent.find(({ event }) => event === 'Private'));
    expect(sent.integrations).toEqual({ [KEY]: false });
    expect(site.amplitude.events.map(({ event_type }) => event_type)).not.toContain('Private');
  });

  it('marks the start of a first visit, then the end and the next start', async () => {
    await openVisit();
    const page = await openPage('?events=on');
    const started = await arrival('session_started');
    const now = Date.now();
    await page.clock.setFixedTime(now + 31 * MINUTE);
    await track(page, 'Later');
    const ended = await arrival('session_ended');
    await until(
      'the second start',
      () => site.amplitude.events.filter(({ event_type }) => event_type === 'session_started')[1],
    );
    const marks = site.amplitude.events.filter(({ event_type }) => String(event_type).startsWith('session_'));
    expect(marks.map(({ event_type, session_id }) => [event_type, session_id]).sort()).toEqual([
      ['session_ended', started.sent],
      ['session_started', started.sent],
      ['session_started', now + 31 * MINUTE - 1],
    ]);
    expect(ended).toEqual({ sent: started.sent, received: started.sent });
  });

  it('runs from a script tag under a Content-Security-Policy with an integrity value', async () => {
    await openVisit();
    const { script, integrity } = await bundleScriptTag();
    await serve('/session-plugin.min.js', 'text/javascript', script);
    await serve('/analytics.js', 'text/javascript', await bundleAnalytics());
    await serve(
      '/script-tag',
      'text/html',
      `<!doctype html><title>Script tag</title>
       <script src="/session-plugin.min.js" integrity="${integrity}" crossorigin="anonymous"></script>
       <script src="/analytics.js"></script>`,
    );
    const page = await openPage('script-tag');
    const { sent, received } = await arrival('From a script tag');
    expect(sent).toBe(await storedId(page));
    expect(received).toBe(sent);
  });
});

/** Serves one more file on the site, under the site's policy. */
async function serve(pathname: string, contentType: string, body: string): Promise<void> {
  const headers = { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" };
  await context.route(`**${pathname}`, (route) => route.fulfill({ contentType, body, headers }));
}

/** analytics.js, set up by a page that has the plugin from a script tag. */
async function bundleAnalytics(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { AnalyticsBrowser } from '@segment/analytics-next';
        const settings = { apiKey: 'test', apiHost: location.host + '/v1', protocol: 'http' };
        const analytics = AnalyticsBrowser.load({
          writeKey: 'test',
          cdnSettings: { integrations: { 'Segment.io': settings }, metrics: { sampleRate: 0 } },
          plugins: [amplitudeSession()],
        });
        analytics.track('From a script tag');`,
      resolveDir: __dirname,
    },
    bundle: true,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]?.text ?? '';
}
