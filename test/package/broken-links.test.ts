import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenLinks } from '../../scripts/broken-links';
import { ROOT } from '../../scripts/packages';

describe(brokenLinks, () => {
  let folder: string;
  const broken = (readme: string): string[] => {
    writeFileSync(join(folder, 'README.md'), readme);
    return brokenLinks(folder).broken;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'links-'));
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'docs/page.md'), '# A page: `code`, and more\n\n## Twice\n\n## Twice\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a file that is missing', '[x](docs/none.md)', 'README.md:1: there is no docs/none.md'],
    ['a heading that is missing', '[x](docs/page.md#none)', 'README.md:1: docs/page.md has no heading #none'],
    [
      'a heading of its own that is missing',
      'a\n\n[x](#none)',
      'README.md:3: this document has no heading #none',
    ],
    ['a picture that is missing', '![x](x.png "title")', 'README.md:1: there is no x.png'],
    ['a picture in HTML', '<img alt="" src="x.png">', 'README.md:1: there is no x.png'],
  ])('names %s', (_what, readme, fault) => {
    expect(broken(readme)).toEqual([fault]);
  });

  it('names a file outside of the folder, which would not travel with the package', () => {
    expect(broken('[x](../elsewhere.md)')).toEqual([expect.stringContaining('lies outside')]);
  });

  it.each([
    ['a file', '[x](docs/page.md)'],
    ['a folder', '[x](docs)'],
    ['a heading with code and punctuation', '[x](docs/page.md#a-page-code-and-more)'],
    ['the second heading of a name', '[x](docs/page.md#twice-1)'],
    ['an address on the web', '[x](https://example.com/none)'],
    ['a link in a block of code', '```md\n[x](none.md)\n```'],
    ['a link in a span of code', '`[x](none.md)`'],
  ])('lets %s be', (_what, readme) => {
    expect(broken(readme)).toEqual([]);
  });
});

describe('the documents of this repository', () => {
  it('have no broken link', () => {
    const { broken, links } = brokenLinks(ROOT);
    expect(broken).toEqual([]);
    expect(links).toBeGreaterThan(20);
  });
});
