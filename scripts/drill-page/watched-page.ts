import type { Browser, CDPSession, Page } from 'playwright-core';

declare const window: { longestMs: number };

export interface PageState {
  /** The longest time without a frame since the last call, ms. */
  longestMs: number;
  /** After garbage was collected. */
  heapMb: number;
  elements: number;
  rows: number;
}

/** Runs in the page: notes the longest time between two frames. */
const WATCH = `
  window.longestMs = 0;
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    window.longestMs = Math.max(window.longestMs, now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);`;

/** The list of arrivals in a browser, with what it costs there. */
export class WatchedPage {
  readonly #page: Page;
  readonly #session: CDPSession;

  constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  /** Resolves when the page says that it has so many of all that arrived. */
  async shows(text: string): Promise<void> {
    await this.#page.getByText(text).first().waitFor({ timeout: 120_000 });
  }

  /** Types a filter and takes it back, as somebody who looks for something; ms until both are shown. */
  async useFilter(): Promise<number> {
    const startedAt = performance.now();
    const filter = this.#page.getByLabel('Filter');
    await filter.fill('nothing such');
    await this.#page.getByText('matches this filter').waitFor({ timeout: 120_000 });
    await filter.fill('');
    await this.#page.locator('.row').first().waitFor({ timeout: 120_000 });
    return performance.now() - startedAt;
  }

  async state(): Promise<PageState> {
    const longestMs = await this.#page.evaluate(() => {
      const longest = window.longestMs;
      window.longestMs = 0;
      return longest;
    });
    await this.#session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#session.send('Runtime.getHeapUsage');
    const [elements, rows] = await this.#page.evaluate(() => [
      document.querySelectorAll('*').length,
      document.querySelectorAll('.row').length,
    ]);
    return { longestMs, heapMb: usedSize / 1e6, elements: elements ?? 0, rows: rows ?? 0 };
  }
}

export async function openWatchedPage(browser: Browser, url: string): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  await page.getByText('● Live').waitFor();
  await page.evaluate(WATCH);
  return new WatchedPage(page, await page.context().newCDPSession(page));
}
