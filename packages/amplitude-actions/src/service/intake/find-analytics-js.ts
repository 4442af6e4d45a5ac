import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The path of a script of `@segment/analytics-next` for browsers; undefined when that is not installed or has no such file. */
export function findAnalyticsJs(file: string): string | undefined {
  if (!/^[\w.-]+\.js$/.test(file)) return undefined;
  try {
    const root = dirname(createRequire(__filename).resolve('@segment/analytics-next/package.json'));
    const path = join(root, 'dist/umd', file);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
