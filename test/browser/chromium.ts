import { existsSync } from 'node:fs';
import { CHROMIUM_PATH } from '../../scripts/launch-chromium';

export { launchChromium } from '../../scripts/launch-chromium';

/** Set by `npm run test:browser`. Every other run reports these tests as skipped. */
export const isRequired = process.env.REQUIRE_BROWSER !== undefined;
if (isRequired && !existsSync(CHROMIUM_PATH)) {
  throw new Error(`No Chromium at ${CHROMIUM_PATH}: install it, or set CHROMIUM_PATH to where it is.`);
}

export const MINUTE = 60_000;
export const PATIENCE = 60_000;

export const describeInChromium = isRequired ? describe : describe.skip;

/** Polls until `read` gives something. `seen` is shown when it never does. */
export async function until<T>(
  what: string,
  read: () => T | undefined | false,
  seen: () => unknown = () => '',
): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const value = read();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Waited in vain for ${what}: ${JSON.stringify(seen())}`);
}
