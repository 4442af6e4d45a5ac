import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of this package; package.json stands above both `src` and `dist`. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
