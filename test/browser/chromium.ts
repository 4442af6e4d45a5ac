import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
/** Set by `npm run test:browser`. Every other run reports these tests as skipped. */
export const isRequired = process.env.REQUIRE_BROWSER !== undefined;
if (isRequired && !existsSync(executablePath)) {
  throw new Error(`No Chromium at ${executablePath}: install it, or set CHROMIUM_PATH to where it is.`);
}

export const MINUTE = 60_000;
export const PATIENCE = 60_000;

export const LAUNCH: LaunchOptions = {
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
    // A domain with subdomains that leads to this machine, and no other name does.
    '--host-resolver-rules=MAP *.example.test 127.0.0.1',
  ],
};

export const launchChromium = (options: LaunchOptions = {}): Promise<Browser> =>
  chromium.launch({ ...LAUNCH, ...options });

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
