import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import amplitudeDestination from '../src';
import { fieldsDoc } from './fields-doc';

/** Writes docs/fields.md; with `--check` only compares, and fails when the definition says something else. */
const PATH = join(__dirname, '../docs/fields.md');
const text = fieldsDoc(amplitudeDestination);

if (!process.argv.includes('--check')) {
  writeFileSync(PATH, text);
} else if (readFileSync(PATH, 'utf8') !== text) {
  console.error(
    'docs/fields.md does not match the definition: run `npm run docs:fields` and commit the result.',
  );
  process.exitCode = 1;
}
