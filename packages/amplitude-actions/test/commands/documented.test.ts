import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCli } from '../run-cli';

const DOCS = join(__dirname, '../../../../docs');

/** Every page of docs/, as one text. */
const pages = readdirSync(DOCS)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(join(DOCS, name), 'utf8'))
  .join('\n');

describe('the documents', () => {
  it('name every command', async () => {
    const { stdout } = await startCli(['--help']).done;
    const listed = stdout.slice(stdout.indexOf('Commands:'));
    const names = [...listed.matchAll(/^ {2}([a-z-]+) [[<]/gm)].map(([, name = '']) => name);
    expect(names).toContain('send');
    const missing = names.filter(
      (name) => name !== 'help' && !new RegExp(`(amplitude-actions |\`)${name}[ \`\n]`).test(pages),
    );
    expect(missing).toEqual([]);
  });
});
