import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
/** Set by `npm run test:browser`. Every other run reports these tests as skipped. */
const isRequired = process.env.REQUIRE_BROWSER !== undefined;
if (isRequired && !existsSync(executablePath)) {
  throw new Error(`No Chromium at ${executablePath}: install it, or set CHROMIUM_PATH to where it is.`);
}

export const PATIENCE = 60_000;

export const describeInChromium = isRequired ? describe : describe.skip;

export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    timeout: PATIENCE,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
