import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'dotenv';

/** Only these: a program that reads all of a foreign `.env` may be led anywhere by it. */
const NAMES = /^(AMPLITUDE_|HTTPS?_PROXY$|NO_PROXY$|NODE_EXTRA_CA_CERTS$)/i;

/** Adds what `.env` in the working folder says to the environment, whose own values win. */
export function loadEnvironment(environment: NodeJS.ProcessEnv, path = '.env'): void {
  if (!existsSync(path)) return;
  for (const [name, value] of Object.entries(parse(readFileSync(path)))) {
    if (NAMES.test(name)) environment[name] ??= value;
  }
}
