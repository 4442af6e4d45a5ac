/** Run in a folder that installed a package, with its entries as arguments: each can be required and imported. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What Node.js adds to a CommonJS module that is imported. */
const ADDED = ['default', 'module.exports'];

for (const entry of process.argv.slice(2)) {
  // Files for a script tag and package.json are only looked for; `global` is the former, with its types.
  if (/\.(js|json)$|\/global$/.test(entry)) {
    assert.ok(existsSync(require.resolve(entry)), `${entry} is missing`);
    continue;
  }
  const required = require(entry);
  const imported = await import(entry);
  const names = Object.keys(required).filter((name) => !ADDED.includes(name));
  assert.notEqual(names.length, 0, `${entry} exports nothing`);
  for (const name of names) assert.ok(name in imported, `import of ${entry} has no ${name}`);
}
