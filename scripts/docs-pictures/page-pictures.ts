import { startPage } from '../start-page';
import { listeningDay } from './listening-day';
import type { PictureSet } from './picture-set';

/** When the pictures are taken, so that they do not change from run to run. */
const NOON = Date.parse('2026-06-16T12:00:00Z');

const DESKTOP = { width: 1280, height: 800, colorScheme: 'light' } as const;
const PHONE = { width: 390, height: 844, colorScheme: 'dark' } as const;

/** The emulator's page, as docs/emulator.md shows it. */
export const PAGE_PICTURES: PictureSet = {
  name: "the emulator's page",
  start: startListeningDay,
  async ready(page) {
    await page.getByText('● Live').waitFor();
    await page.getByText('Loading').waitFor({ state: 'detached' });
    await page.getByText('Running…').waitFor({ state: 'detached' });
  },
  pictures: [
    { ...DESKTOP, file: 'emulator-arrivals.png', path: '/events/latest' },
    { ...DESKTOP, file: 'emulator-user.png', path: '/users/listener-1' },
    { ...DESKTOP, file: 'emulator-workbench.png', path: '/workbench?event=latest' },
    { ...PHONE, file: 'emulator-phone.png', path: '/' },
  ],
};

/** A playground on which something has happened. */
export async function startListeningDay(): Promise<{ url: string; close(this: void): Promise<void> }> {
  let now = NOON;
  const { emulator, close } = await startPage({ now: () => now });
  const { baseUrl: url } = emulator;
  for (const { path, call } of listeningDay(NOON - 60_000)) {
    now += 2_345;
    const before = emulator.arrivals?.rows().length ?? 0;
    await fetch(`${url}/v1/${path}`, { method: 'POST', body: JSON.stringify(call) });
    // One after another, so that the rows stand in the order of the day.
    await fetch(`${url}/__emulator/rows?count=${before + 1}&wait=5000`);
  }
  return { url, close };
}
