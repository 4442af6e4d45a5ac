/**
 * The documents of a package in packages/ stand in the repository's docs/ folder, where its README links to them
 * (`../../docs/cli.md`). In a packed package they have to stand inside: before packing, `put` copies every file that the
 * README reaches, link by link, to the same path below the package and shortens the README's links; `take` undoes both.
 *
 *     tsx ../../scripts/package-docs.ts put      (npm's prepack, in the package's folder)
 *     tsx ../../scripts/package-docs.ts take     (npm's postpack)
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { linksOf } from './broken-links';
import { ROOT } from './packages';

/** The start of a link, in Markdown or in HTML. */
const UP = /(\]\(|(?:href|src)=")\.\.\/\.\.\//g;
const INSIDE = /(\]\(|(?:href|src)=")\.\//g;

/** What may travel: the pages, the examples and the papers at the root. A package has its own README and source. */
const TRAVELS = /^(docs\/.+|examples\/.+|(?!README)[A-Z]+\.md)$/;

/** Does nothing for the root, whose documents are where they have to be. */
export function putDocs(folder: string, root = ROOT): void {
  if (folder === '.') return;
  const home = join(root, folder);
  const readme = readFileSync(join(home, 'README.md'), 'utf8');
  for (const file of reachedFrom(readme, home, root)) copy(join(root, file), join(home, file));
  writeFileSync(join(home, 'README.md'), readme.replaceAll(UP, '$1./'));
}

export function takeDocs(folder: string, root = ROOT): void {
  if (folder === '.') return;
  const home = join(root, folder);
  const path = join(home, 'README.md');
  const readme = readFileSync(path, 'utf8').replaceAll(INSIDE, '$1../../');
  writeFileSync(path, readme);
  for (const file of reachedFrom(readme, home, root)) {
    rmSync(join(home, file), { force: true });
    removeEmpty(dirname(join(home, file)));
  }
}

/** Files that a document reaches through its links and those of the documents it links to, relative to the root. */
function reachedFrom(
  markdown: string,
  folder: string,
  root: string,
  reached = new Set<string>(),
): Set<string> {
  for (const { path } of linksOf(markdown)) {
    const target = join(folder, path);
    const file = relative(root, target);
    if (reached.has(file) || !TRAVELS.test(file) || !existsSync(target) || !statSync(target).isFile())
      continue;
    reached.add(file);
    if (file.endsWith('.md')) reachedFrom(readFileSync(target, 'utf8'), dirname(target), root, reached);
  }
  return reached;
}

/** Refuses to overwrite: a package that has a file of that name keeps it. */
function copy(from: string, to: string): void {
  if (existsSync(to) && !readFileSync(to).equals(readFileSync(from))) {
    throw new Error(`${to} is in the way of ${from}: rename one of them.`);
  }
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

function removeEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}

if (require.main === module) {
  const folder = relative(ROOT, process.cwd());
  if (process.argv[2] === 'put') putDocs(folder);
  else if (process.argv[2] === 'take') takeDocs(folder);
  else throw new Error('Say put or take.');
}
