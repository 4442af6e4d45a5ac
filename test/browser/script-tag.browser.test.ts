import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { bundleScriptTag, SCRIPT_TAGS } from '../../scripts/build-session-plugin';
import { describeInChromium, launchChromium, PATIENCE } from './chromium';
import { CLIENTS, newVisitor, VisitedSite } from './visit';

/** As strict as a policy gets: no other host, no inline code, no evaluation, no text that becomes markup. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** analytics.js, set up by a page that has the plugins from a script tag. */
const PAGE = `
  import { AnalyticsBrowser } from '@segment/analytics-next';
  const settings = { apiKey: 'test', apiHost: location.host + '/v1', protocol: 'http' };
  const cdnSettings = { integrations: { 'Segment.io': settings }, metrics: { sampleRate: 0 } };
  const plugins = [amplitudeSession()];
  if (window.amplitudeAttribution) plugins.push(amplitudeAttribution());
  window.analytics = AnalyticsBrowser.load({ writeKey: 'test', cdnSettings, plugins });
  analytics.track('From a script tag');`;

describeInChromium.each(CLIENTS)('the script tag with %s', (client) => {
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

  /** Opens a page that pins the plugin's file to this digest; gives what the policy complained about. */
  async function open(
    integrity: string,
    script: string,
    file: string = SCRIPT_TAGS['session-global'],
  ): Promise<{ page: Page; violations: string[] }> {
    const { outputFiles } = await build({
      stdin: { contents: PAGE, resolveDir: __dirname },
      bundle: true,
      write: false,
      alias: { '@segment/analytics-next': client },
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    const html = `<!doctype html><title>Script tag</title>
      <script src="/${file}" integrity="${integrity}" crossorigin="anonymous"></script>
      <script src="/setup.js"></script>`;
    const headers = { 'content-security-policy': POLICY };
    for (const [path, contentType, body] of [
      [`/${file}`, 'text/javascript', script],
      ['/setup.js', 'text/javascript', outputFiles[0]?.text ?? ''],
      ['/script-tag', 'text/html', html],
    ] as const) {
      await visitor.route(
        ({ pathname }) => pathname === path,
        (route) => route.fulfill({ contentType, body, headers }),
      );
    }
    const page = await visitor.newPage();
    const violations: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') violations.push(message.text());
    });
    await page.goto(new URL('/script-tag?utm_source=news', site.url()).href);
    return { page, violations };
  }

  it('runs under a strict policy with Trusted Types and an integrity value, without a complaint', async () => {
    const { script, integrity } = await bundleScriptTag();
    const { page, violations } = await open(integrity, script);
    const { sessionId } = await site.arrival('From a script tag');
    expect(sessionId).toBe(await page.evaluate(() => Number(localStorage.getItem('analytics_session_id'))));
    expect(violations).toEqual([]);
  });

  it('brings the attribution plugin too, in the file that has both', async () => {
    const { script, integrity } = await bundleScriptTag('global');
    const { violations } = await open(integrity, script, SCRIPT_TAGS.global);
    const { sessionId, integrations } = await site.arrival('From a script tag');
    expect(sessionId).toBeGreaterThan(0);
    expect(integrations?.['Actions Amplitude']).toMatchObject({
      autocapture_attribution: {
        enabled: true,
        set: { utm_source: 'news' },
        set_once: { initial_utm_source: 'news', initial_gclid: 'EMPTY' },
      },
    });
    expect(violations).toEqual([]);
  });

  it('is not run when the file is another one', async () => {
    const { script, integrity } = await bundleScriptTag();
    const { page, violations } = await open(integrity, `${script}\n`);
    expect(await page.evaluate(() => 'amplitudeSession' in window)).toBe(false);
    expect(violations.join()).toContain('integrity');
  });
});
