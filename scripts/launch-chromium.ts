import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

export const CHROMIUM_PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const PATIENCE_MS = 60_000;

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A domain with subdomains that leads to this machine, and no other name does.
  '--host-resolver-rules=MAP *.example.test 127.0.0.1',
];

/** How every Chromium here is started. */
export const LAUNCH = {
  executablePath: CHROMIUM_PATH,
  headless: true,
  args: ARGS,
  timeout: PATIENCE_MS,
} satisfies LaunchOptions;

/** A Chromium that talks to nobody by itself. `CHROMIUM_PATH` says where it is; by default /usr/bin/chromium. */
export const launchChromium = ({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> =>
  chromium.launch({ ...LAUNCH, ...options, args: [...ARGS, ...args] });
