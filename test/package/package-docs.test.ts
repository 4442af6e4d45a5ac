import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brokenLinks } from '../../scripts/broken-links';
import { putDocs, takeDocs } from '../../scripts/package-docs';

const HOME = 'packages/command';
const README =
  '# Command\n\nSee [the page](../../docs/page.md#two-words).\n\n<img src="../../docs/drawing.png" alt="">\n';

const FILES = {
  [`${HOME}/README.md`]: README,
  [`${HOME}/src/index.ts`]: '',
  'docs/page.md':
    '# Page\n\n## Two words\n\n![drawn](drawing.png) [more](more.md) [code](../examples/one.ts)\n',
  'docs/more.md': '# More\n\n[back](page.md#page)\n',
  'docs/unlinked.md': '# Alone\n',
  'docs/drawing.png': 'drawing',
  'examples/one.ts': 'one();\n',
};

describe('the documents of a package in packages/', () => {
  let root: string;
  const write = (files: Record<string, string>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  const readme = (): string => readFileSync(join(root, HOME, 'README.md'), 'utf8');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'package-docs-'));
    write(FILES);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('travel with it: every file that its README reaches, and no other', () => {
    putDocs(HOME, root);
    expect(brokenLinks(join(root, HOME))).toEqual({ broken: [], links: 6 });
    expect(readme()).toContain('](./docs/page.md#two-words)');
    expect(existsSync(join(root, HOME, 'docs/unlinked.md'))).toBe(false);
  });

  it('are gone after packing, and the README links to the repository again', () => {
    putDocs(HOME, root);
    takeDocs(HOME, root);
    expect(readme()).toBe(README);
    expect(existsSync(join(root, HOME, 'docs'))).toBe(false);
    expect(existsSync(join(root, HOME, 'src/index.ts'))).toBe(true);
    expect(existsSync(join(root, 'docs/page.md'))).toBe(true);
  });

  it('never overwrite a file of the package', () => {
    write({ [`${HOME}/docs/more.md`]: 'of its own' });
    expect(() => putDocs(HOME, root)).toThrow(/docs\/more\.md is in the way/);
  });
});
