import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { SegmentEvent } from '@segment/analytics-next';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../src/emulator';
import { createRuntime } from '../../src/runtime';
import type { AttributionCase, PageVisit } from '../attribution-cases';
import type { AttributionSetup } from './attribution-page';
import { launchChromium, PATIENCE } from './chromium';

const MINUTE = 60_000;
const HOST = 'http://www.example.test';

/**
 * `www.example.test` and its subdomains, on port 80 as far as the browser knows: Amplitude's SDK takes a port for a part
 * of the domain. What analytics.js sends goes through the runtime to the emulator, to which the SDK sends by itself.
 */
export class AttributionSite {
  readonly sent: SegmentEvent[] = [];
  amplitude!: AmplitudeEmulator;
  browser!: Browser;
  #server!: Server;
  #script = '';

  async start(client: string): Promise<void> {
    this.amplitude = await startAmplitudeEmulator();
    const { outputFiles } = await build({
      entryPoints: [`${__dirname}/attribution-page.ts`],
      bundle: true,
      write: false,
      alias: { '@segment/analytics-next': client },
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    this.#script = outputFiles[0]?.text ?? '';
    this.#server = this.#serve();
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const { port } = this.#server.address() as AddressInfo;
    const rule = `--host-resolver-rules=MAP *.example.test 127.0.0.1:${port}`;
    this.browser = await launchChromium({ args: [rule] });
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await this.amplitude.close();
  }

  /** Visits all pages of a case with one side; gives the user's properties at Amplitude. */
  async visitAll(
    side: AttributionSetup['side'],
    { name, visits, options = {} }: AttributionCase,
    session: AttributionSetup['session'] = {},
  ): Promise<Record<string, unknown>> {
    const userId = `${side}: ${name}`;
    const context = await this.browser.newContext();
    context.setDefaultTimeout(PATIENCE);
    let minutes = 0;
    for (const visit of visits) {
      minutes += visit.after ?? 0;
      const setup = { side, userId, options, session, serverUrl: this.amplitude.baseUrl };
      await this.#visit(context, visit, setup, minutes);
    }
    await context.close();
    return this.amplitude.users.get(userId)?.properties ?? {};
  }

  async #visit(
    context: BrowserContext,
    { query = '', referrer }: PageVisit,
    setup: AttributionSetup,
    minutes: number,
  ): Promise<void> {
    const page = await context.newPage();
    await page.addInitScript(skipClock, minutes * MINUTE);
    await setUp(page, setup);
    await page.goto(`${HOST}/${query}`, referrer === undefined ? {} : { referer: referrer });
    await page.evaluate(() => window.visit());
    await page.close();
  }

  #serve(): Server {
    const runtime = createRuntime({
      settings: { apiKey: '3e35f43dd9890521ec46628db3bfc6f3', secretKey: 'any-secret' },
      baseUrl: this.amplitude.baseUrl,
    });
    let queue: Promise<unknown> = Promise.resolve();
    return createServer((request, response) => {
      if (request.method === 'POST') {
        queue = queue.then(async () => {
          const event = (await json(request)) as SegmentEvent;
          this.sent.push(event);
          const [answer] = await runtime.deliver([event]);
          const status = answer?.outcome === 'delivered' ? 200 : 400;
          response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
        });
        return;
      }
      const isScript = request.url === '/page.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(
        isScript ? this.#script : '<!doctype html><title>Shop</title><script src="/page.js"></script>',
      );
    });
  }
}

/** Patterns do not travel to a page as values. */
async function setUp(page: Page, setup: AttributionSetup): Promise<void> {
  const patterns = (setup.options.excludeReferrers ?? []).map((entry) =>
    entry instanceof RegExp ? `new RegExp(${JSON.stringify(entry.source)})` : JSON.stringify(entry),
  );
  const excludeReferrers = setup.options.excludeReferrers
    ? `window.attributionSetup.options.excludeReferrers = [${patterns.join()}];`
    : '';
  await page.addInitScript(`window.attributionSetup = ${JSON.stringify(setup)}; ${excludeReferrers}`);
}

function skipClock(skip: number): void {
  const RealDate = Date;
  window.Date = class extends RealDate {
    constructor(...given: [] | [number]) {
      super(given.length ? given[0] : RealDate.now() + skip);
    }
    static override now() {
      return RealDate.now() + skip;
    }
  } as DateConstructor;
}
