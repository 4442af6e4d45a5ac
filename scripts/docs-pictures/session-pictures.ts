import type { Page } from 'playwright-core';
import { startSite } from '../../examples/web/start-site';
import type { PictureSet } from './picture-set';

/** By the clock of the page, so that the picture is the same in every run. */
const NOON = Date.parse('2026-06-16T12:00:00Z');

/** Where the visitor comes from first. */
const AD = 'utm_source=search&utm_medium=cpc&gclid=click-1';

/** A visit of a few events that an ad brought, and another one half an hour later, by a mail. */
async function prepare(page: Page): Promise<void> {
  const at = (seconds: number) => page.clock.setFixedTime(NOON + seconds * 1000);
  const press = async (name: string, shown = name) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('cell', { name: shown, exact: true }).waitFor();
  };
  await at(0);
  await page.goto(new URL(`/?events=on&${AD}`, page.url()).href);
  await page.getByText('Viewed Example').waitFor();
  await at(41);
  await press('Track an event', 'Song Played');
  await at(63);
  await press('Identify', 'identify');
  await at(75);
  await press('Opt one out', 'Private Song Played');
  await at(2708);
  await page.getByRole('link', { name: 'By a mail' }).click();
  await page.getByRole('row', { name: 'utm_source search news' }).waitFor();
  await at(2710);
  await press('View a page', 'page: Library');
  await page.getByText('Viewed Library').waitFor();
  await at(3098);
  await page.getByText('23:32').waitFor();
}

/** The example page, as docs/sessions.md shows it. */
export const SESSION_PICTURES: PictureSet = {
  name: 'the example page',
  start: startSite,
  ready: (page) => page.waitForLoadState(),
  pictures: [
    {
      file: 'session-plugin.png',
      // No script runs there: the visit begins when the clock is set.
      path: 'style.css',
      width: 1280,
      height: 1270,
      colorScheme: 'light',
      prepare,
    },
  ],
};
