/**
 * The picture of docs/sessions.md, docs/session-plugin.png: `npx tsx scripts/docs-pictures/session-pictures.ts` takes it.
 * It needs Chromium, at /usr/bin/chromium or where CHROMIUM_PATH says.
 */
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { startSite } from '../../examples/web/start-site';

/** By the clock of the page, so that the picture is the same in every run. */
const NOON = Date.parse('2026-06-16T12:00:00Z');

/** A visit of a few events, and another one half an hour later. */
async function prepare(page: Page): Promise<void> {
  const at = (seconds: number) => page.clock.setFixedTime(NOON + seconds * 1000);
  const press = async (name: string, shown = name) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('cell', { name: shown, exact: true }).waitFor();
  };
  await at(0);
  await page.goto(new URL('/?events=on', page.url()).href);
  await page.getByText('Viewed Example').waitFor();
  await at(41);
  await press('Track an event', 'Song Played');
  await at(63);
  await press('Identify', 'identify');
  await at(75);
  await press('Opt one out', 'Private Song Played');
  await at(2710);
  await press('View a page', 'page: Library');
  await page.getByText('Viewed Library').waitFor();
  await at(3098);
  await page.getByText('23:32').waitFor();
}

/** The example page, as docs/sessions.md shows it. */
export const SESSION_PICTURES = {
  name: 'the example page',
  start: startSite,
  ready: (page: Page) => page.waitForLoadState(),
  pictures: [
    {
      file: 'session-plugin.png',
      // No script runs there: the visit begins when the clock is set.
      path: 'style.css',
      width: 1280,
      height: 950,
      colorScheme: 'light',
      prepare,
    },
  ],
} as const;

async function main(): Promise<void> {
  const { start, pictures } = SESSION_PICTURES;
  const site = await start();
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const { file, path: address, width, height, colorScheme } of pictures) {
      const viewport = { width, height };
      const page = await browser.newPage({ viewport, colorScheme, locale: 'en-GB', timezoneId: 'UTC' });
      await page.goto(site.url + address);
      await prepare(page);
      await page.screenshot({ path: path.join(__dirname, '../../docs', file) });
    }
  } finally {
    await browser.close();
    await site.close();
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
