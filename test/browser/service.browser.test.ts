import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
  bundleCommandLine,
  startService,
  type ServiceInstance,
} from '../../packages/amplitude-actions/test/service/start-service';
import { bundleScriptTag } from '../../scripts/build-session-plugin';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../src/emulator';
import { describeInChromium, launchChromium, PATIENCE, until } from './chromium';
import { newVisitor } from './visit';

const WRITE_KEY = 'writeKeyOfTheTests';
const API_KEY = '0123456789abcdef0123456789abcdef';

/** A shop that has no file but its own page: analytics.js, its settings and its events are the service's. */
const toPage = (service: string, deliveryStrategy: object) => `<!doctype html><title>Shop</title>
  <script src="/session-plugin.min.js"></script>
  <script>
    window.analytics = [['register', amplitudeSession()], ['page', 'Home']];
    analytics._writeKey = '${WRITE_KEY}';
    analytics._cdn = '${service}';
    analytics._loadOptions = { integrations: { 'Segment.io': { deliveryStrategy: ${JSON.stringify(deliveryStrategy)} } } };
  </script>
  <script src="${service}/analytics.js/v1/${WRITE_KEY}/analytics.min.js"></script>`;

/** Events wait in the page for longer than the test does, until the page is left. */
const BATCHING = { strategy: 'batching', config: { size: 100, timeout: 600_000 } };

describeInChromium('a page that has analytics.js from the service', () => {
  jest.setTimeout(6 * PATIENCE);

  let browser: Browser;
  let emulator: AmplitudeEmulator;
  let service: ServiceInstance;
  let shop: Server;
  let page: Page;
  const directory = mkdtempSync(join(tmpdir(), 'service-browser-'));
  const otherHosts = new Set<string>();

  beforeAll(async () => {
    bundleCommandLine();
    browser = await launchChromium();
    emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY });
    const config = join(directory, 'config.json');
    writeFileSync(
      config,
      JSON.stringify({ sources: [{ writeKey: WRITE_KEY, settings: { apiKey: API_KEY } }] }),
    );
    const where = ['--port', '0', '--data', join(directory, 'data'), '--base-url', emulator.baseUrl];
    service = await startService(['serve', '--config', config, ...where]);
    const { script } = await bundleScriptTag();
    shop = createServer(({ url = '' }, response) => {
      const isScript = url.endsWith('.js');
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? script : toPage(service.url, url === '/batching' ? BATCHING : {}));
    }).listen(0, '127.0.0.1');
    await once(shop, 'listening');
    const origin = `http://shop.example.test:${(shop.address() as AddressInfo).port}`;
    page = await (await newVisitor(browser)).newPage();
    page.on('request', (request) => {
      const { origin: other } = new URL(request.url());
      if (other !== origin && other !== service.url) otherHosts.add(other);
    });
    await page.goto(origin);
  });
  afterAll(async () => {
    await browser.close();
    shop.closeAllConnections();
    await new Promise((resolve) => shop.close(resolve));
    await service.end('SIGTERM');
    await emulator.close();
    rmSync(directory, { recursive: true });
  });

  const ingested = (name: string) => emulator.events.filter(({ event_type }) => event_type === name);
  const arrival = (name: string) =>
    until(
      name,
      () => ingested(name)[0],
      () => emulator.events.map(({ event_type }) => event_type),
    );

  it('reaches Amplitude with its pages, its tracks, its traits and its session, each once', async () => {
    const home = await arrival('Viewed Home');
    await page.evaluate(() => window.analytics.identify('user-12345', { plan: 'pro' }));
    await page.evaluate(() => window.analytics.track('Song Played', { title: 'Blue in Green' }));
    const song = await arrival('Song Played');
    expect(home.user_id).toBeUndefined();
    expect(song).toMatchObject({
      user_id: 'user-12345',
      device_id: home.device_id,
      ip: '127.0.0.1',
      event_properties: { title: 'Blue in Green' },
    });
    expect(song.session_id).toBe(
      await page.evaluate(() => Number(localStorage.getItem('analytics_session_id'))),
    );
    expect(home.session_id).toBe(song.session_id);
    await until('traits', () => emulator.users.get('user-12345')?.properties.plan === 'pro');
    expect(ingested('Song Played')).toHaveLength(1);
  });

  it('reaches Amplitude with what waits in the page when it is left', async () => {
    await page.goto(new URL('/batching', page.url()).href);
    await page.evaluate(() => window.analytics.track('Song Liked'));
    expect(ingested('Song Liked')).toEqual([]);
    await page.goto('about:blank');
    expect(await arrival('Song Liked')).toMatchObject({ user_id: 'user-12345' });
    expect(ingested('Song Liked')).toHaveLength(1);
  });

  it('talked to nobody else', () => {
    expect([...otherHosts]).toEqual([]);
  });
});
