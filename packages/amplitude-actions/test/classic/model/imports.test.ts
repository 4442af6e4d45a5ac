import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODEL = join(__dirname, '../../../src/classic/model');

/** Its own files, the type of the settings, Segment's accessors and Amplitude's user agent parser. */
const ALLOWED = /^(\.\/[\w-]+|\.\.\/classic-settings|@segment\/facade|@amplitude\/ua-parser-js)$/;

describe('the model of Classic', () => {
  it.each(readdirSync(MODEL))('imports nothing of what it checks: %s', (file) => {
    const source = readFileSync(join(MODEL, file), 'utf8');
    const imported = [...source.matchAll(/from '([^']+)'/g)].map(([, module]) => module ?? '');
    expect(imported.filter((module) => !ALLOWED.test(module))).toEqual([]);
  });
});
