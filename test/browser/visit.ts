import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { SegmentEvent } from '@segment/analytics-next';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PATIENCE, until } from './chromium';
import type { PageSetup } from './visit-page';

const KEY = 'Actions Amplitude';

/** The newest `@segment/analytics-next` and the oldest that the package allows, by the name they are installed under. */
export const CLIENTS = ['@segment/analytics-next', 'analytics-next-oldest'] as const;

/** An event as the site got it, with its session id. */
export type Arrival = SegmentEvent & { name: string; sessionId: unknown; time: number };

/** Added to the page's clock by `window.skip`; everything else about time stays real. */
const SKIPPING_CLOCK = `
  const RealDate = Date;
  window.skip = Number(sessionStorage.getItem('skip') ?? 0);
  window.Date = class extends RealDate {
    constructor(...given) { given.length ? super(...given) : super(RealDate.now() + window.skip); }
    static now() { return RealDate.now() + window.skip; }
  };`;

/** A site that serves one page under every host name and path, and takes what analytics.js sends. */
export class VisitedSite {
  readonly arrived: Arrival[] = [];
  readonly #server: Server;
  #script = '';

  constructor() {
    this.#server = createServer((request, response) => {
      const headers = { 'cache-control': 'no-cache' };
      if (request.method === 'POST') {
        void (json(request) as Promise<SegmentEvent>).then((event) => {
          this.#note(event);
          response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end('{}');
        });
      } else if (request.url === '/visit.js') {
        response.writeHead(200, { ...headers, 'content-type': 'text/javascript' }).end(this.#script);
      } else {
        response
          .writeHead(200, { ...headers, 'content-type': 'text/html' })
          .end('<!doctype html><title>Visit</title><script src="/visit.js"></script>');
      }
    });
  }

  /** Bundles the page with this version of analytics.js. */
  async start(client: (typeof CLIENTS)[number], entry = 'visit-page.ts'): Promise<void> {
    const { outputFiles } = await build({
      entryPoints: [`${__dirname}/${entry}`],
      bundle: true,
      write: false,
      alias: { '@segment/analytics-next': client },
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    this.#script = SKIPPING_CLOCK + (outputFiles[0]?.text ?? '');
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  url(host = 'localhost', path = '/', setup: PageSetup = {}): string {
    const { port } = this.#server.address() as AddressInfo;
    const query = `${path.includes('?') ? '&' : '?'}setup=${encodeURIComponent(JSON.stringify(setup))}`;
    return `http://${host}:${port}${path}${query}`;
  }

  named(name: string): Arrival[] {
    return this.arrived.filter((event) => event.name === name);
  }

  /** The first event of this name that arrives. */
  arrival(name: string): Promise<Arrival> {
    return until(
      name,
      () => this.named(name)[0],
      () => this.arrived.map((event) => event.name),
    );
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #note(event: SegmentEvent): void {
    const options = event.integrations?.[KEY] as { session_id?: unknown } | undefined;
    this.arrived.push({
      ...event,
      name: event.event ?? event.type,
      sessionId: options?.session_id,
      time: Number(new Date(event.timestamp ?? NaN)),
    });
  }
}

/** As a first-time visitor has it: without anything stored. */
export async function newVisitor(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** Moves the clock of a page, also of those that follow it in this tab. */
export async function skipTo(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate((skip) => {
    window.skip = skip;
    sessionStorage.setItem('skip', String(skip));
  }, milliseconds);
}

export async function track(
  site: VisitedSite,
  page: Page,
  name: string,
  options: object = {},
): Promise<Arrival> {
  await page.evaluate(([event, given]) => void window.analytics.track(event, {}, given), [
    name,
    options,
  ] as const);
  return site.arrival(name);
}
