import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type * as amplitude from '@amplitude/analytics-browser';
import type { Browser, Page } from 'playwright-core';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../src/emulator';
import { PATIENCE, describeInChromium, launchChromium } from './chromium';

const SDK = readFileSync(
  require.resolve('@amplitude/analytics-browser/lib/scripts/amplitude-min.umd.js'),
  'utf8',
);
const KEY = '3e35f43dd9890521ec46628db3bfc6f3';

declare const window: { amplitude: typeof amplitude };
declare const navigator: { sendBeacon(url: string, body: string): boolean };

/** A web site on another origin than the emulator, with Amplitude's SDK. */
function startSite(): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/sdk.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? SDK : '<!doctype html><title>Shop</title><script src="/sdk.js"></script>');
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
    ),
  );
}

describeInChromium("Amplitude's browser SDK", () => {
  jest.setTimeout(4 * PATIENCE);
  let browser: Browser;
  let emulator: AmplitudeEmulator;
  let site: Awaited<ReturnType<typeof startSite>>;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    site = await startSite();
  });
  afterAll(async () => {
    await browser.close();
    site.server.closeAllConnections();
    site.server.close();
  });
  beforeEach(async () => {
    emulator = await startAmplitudeEmulator({ strict: true });
    page = await (await browser.newContext()).newPage();
    await page.goto(site.url);
  });
  afterEach(async () => {
    await page.context().close();
    await emulator.close();
  });

  const arrived = async (count: number): Promise<void> => {
    await fetch(`${emulator.baseUrl}/__emulator/events?count=${count}&wait=30000`);
  };

  it.each(['fetch', 'xhr', 'beacon'] as const)(
    'delivers by %s from a page of another origin',
    async (transport) => {
      await page.evaluate(
        async ({ url, key, transport }) => {
          await window.amplitude.init(key, {
            serverUrl: `${url}/2/httpapi`,
            transport,
            autocapture: false,
            fetchRemoteConfig: false,
            userId: 'listener-1',
            logLevel: 0,
          }).promise;
          window.amplitude.track('Song Played', { genre: 'pop' });
          window.amplitude.identify(new window.amplitude.Identify().set('plan', 'pro'));
          window.amplitude.revenue(new window.amplitude.Revenue().setPrice(4).setQuantity(2));
          window.amplitude.flush();
        },
        { url: emulator.baseUrl, key: KEY, transport },
      );
      await arrived(3);

      expect(emulator.users.get('listener-1')).toMatchObject({ properties: { plan: 'pro' }, revenue: 8 });
      expect(emulator.events.map(({ event_type }) => event_type)).toEqual(
        expect.arrayContaining(['Song Played', '$identify', 'revenue_amount']),
      );
    },
  );

  it('takes a beacon of the page itself, as text', async () => {
    const body = JSON.stringify({ api_key: KEY, events: [{ event_type: 'Left', user_id: 'listener-1' }] });

    await page.evaluate(({ url, body }) => navigator.sendBeacon(`${url}/2/httpapi`, body), {
      url: emulator.baseUrl,
      body,
    });
    await arrived(1);

    expect(emulator.exchanges).toMatchObject([{ contentType: 'text/plain;charset=UTF-8', status: 200 }]);
  });

  it('cannot be used to read or reset what arrived', async () => {
    await fetch(`${emulator.baseUrl}/2/httpapi`, {
      method: 'POST',
      body: JSON.stringify({ api_key: KEY, events: [{ event_type: 'Secret', user_id: 'listener-1' }] }),
    });

    const outcome = await page.evaluate(async (url) => {
      const read = await fetch(`${url}/__emulator/events`).then(
        () => 'read',
        () => 'refused',
      );
      await fetch(`${url}/__emulator/reset`, { method: 'POST', mode: 'no-cors' }).catch(() => undefined);
      return read;
    }, emulator.baseUrl);

    expect(outcome).toBe('refused');
    expect(emulator.events).toHaveLength(1);
  });
});
