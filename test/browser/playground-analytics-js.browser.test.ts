import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { Playground } from '../../packages/amplitude-actions/src/playground/start-playground';
import { startPage } from '../../scripts/start-page';
import { PATIENCE, describeInChromium, launchChromium } from './chromium';

interface Analytics {
  page(name: string): Promise<unknown>;
  track(name: string, properties: object): Promise<unknown>;
  identify(id: string, traits: object): Promise<unknown>;
  group(id: string, traits: object): Promise<unknown>;
}

declare const window: { analytics: Analytics };

/** Segment's snippet without its queue: it says which source this is and where everything comes from. */
const toHtml = (playground: string): string => `<!doctype html><title>Shop</title><script>
  window.analytics = Object.assign([], { _writeKey: 'any', _cdn: '${playground}' });
</script><script src="${playground}/analytics.js/v1/any/analytics.min.js"></script>`;

/** A web site on another origin than the playground. */
async function startSite(playground: string): Promise<{ server: Server; url: string }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(toHtml(playground));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describeInChromium('analytics.js on a page of another origin', () => {
  jest.setTimeout(4 * PATIENCE);
  let browser: Browser;
  let playground: Playground;
  let site: Awaited<ReturnType<typeof startSite>>;
  let page: Page;
  let asked: Set<string>;

  beforeAll(async () => (browser = await launchChromium()));
  afterAll(() => browser.close());
  beforeEach(async () => {
    playground = await startPage();
    site = await startSite(playground.emulator.baseUrl);
    const context = await browser.newContext();
    asked = new Set();
    context.on('request', (request) => void asked.add(new URL(request.url()).origin));
    page = await context.newPage();
    await page.goto(site.url);
    await page.waitForFunction(() => 'initialized' in window.analytics);
  });
  afterEach(async () => {
    await page.context().close();
    site.server.closeAllConnections();
    site.server.close();
    await playground.close();
  });

  const rows = async (count: number) =>
    (await (
      await fetch(`${playground.emulator.baseUrl}/__emulator/rows?count=${count}&wait=30000`)
    ).json()) as { name: string; outcome: string; who: string }[];

  it('gets its script, its settings and its answers from the playground, and asks nobody else', async () => {
    await page.evaluate(async () => {
      await window.analytics.page('Library');
      await window.analytics.track('Song Played', { genre: 'jazz' });
      await window.analytics.identify('listener-1', { plan: 'pro' });
      await window.analytics.group('acme', { seats: 5 });
    });

    const arrived = await rows(4);
    expect(arrived.map(({ outcome }) => outcome)).toEqual(arrived.map(() => 'ingested'));
    expect(arrived.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Viewed Library', 'Song Played', '$identify']),
    );
    expect(playground.emulator.users.get('listener-1')).toMatchObject({ properties: { plan: 'pro' } });
    expect([...asked].sort()).toEqual([playground.emulator.baseUrl, site.url].sort());
  });

  it('can send by a pixel where no script runs', async () => {
    const event = { writeKey: 'any', userId: 'reader-1', event: 'Email Opened' };
    const data = Buffer.from(JSON.stringify(event)).toString('base64');
    const width = await page.evaluate(
      (src) =>
        new Promise<number>((resolve, reject) => {
          const picture = new Image();
          picture.onload = () => resolve(picture.width);
          picture.onerror = () => reject(new Error('The picture is broken.'));
          picture.src = src;
        }),
      `${playground.emulator.baseUrl}/v1/pixel/track?data=${encodeURIComponent(data)}`,
    );

    expect(width).toBe(1);
    expect(await rows(1)).toMatchObject([{ name: 'Email Opened', outcome: 'ingested', who: 'reader-1' }]);
  });
});
