/**
 * Takes the pictures of the documents: `npm run docs:pictures`, or `npm run docs:pictures -- emulator` for those whose file
 * begins so, `-- terminal` for the run in a terminal of docs/cli.md. The others need Chromium.
 */
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { PAGE_PICTURES } from './docs-pictures/page-pictures';
import type { Picture, PictureSet } from './docs-pictures/picture-set';
import { SESSION_PICTURES } from './docs-pictures/session-pictures';
import { writeTerminalRun } from './docs-pictures/terminal-run';
import { launchChromium } from './launch-chromium';

/** A page that is to be shown in the documents is one set more. */
const SETS: readonly PictureSet[] = [PAGE_PICTURES, SESSION_PICTURES];

const DOCS = path.join(__dirname, '../docs');

async function takeSet({ start, ready, pictures }: PictureSet, browser: Browser): Promise<void> {
  const { url, close } = await start();
  try {
    for (const picture of pictures) await take(picture, url, ready, browser);
  } finally {
    await close();
  }
}

async function take(
  { file, path: address, width, height, colorScheme, prepare }: Picture,
  url: string,
  ready: PictureSet['ready'],
  browser: Browser,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.goto(url + address);
  await ready(page);
  await prepare?.(page);
  await page.screenshot({ path: path.join(DOCS, file) });
  await context.close();
  console.log(`docs/${file}`);
}

async function main([wanted = '']: readonly string[]): Promise<void> {
  const sets = SETS.map((set) => ({
    ...set,
    pictures: set.pictures.filter(({ file }) => file.startsWith(wanted)),
  })).filter(({ pictures }) => pictures.length > 0);
  if ('terminal'.startsWith(wanted)) await writeTerminalRun(DOCS);
  if (sets.length === 0) return;
  const browser = await launchChromium();
  try {
    for (const set of sets) await takeSet(set, browser);
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
