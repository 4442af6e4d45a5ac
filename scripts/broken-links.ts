import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A link of a Markdown document that stays in the repository or package, or in the document itself. */
interface Link {
  /** Path relative to the document; empty when the link stays in it. */
  path: string;
  /** Name of a heading, without `#`; empty when there is none. */
  heading: string;
  line: number;
}

const SKIPPED_FOLDERS = /^(node_modules|dist|coverage|\.git|\.tmp)$/;
const LINK = /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|<(?:a|img)\s[^>]*?(?:href|src)="([^"]+)"/g;
/** `https:`, `mailto:` and the like, and `//host`. */
const ELSEWHERE = /^([a-z][a-z0-9+.-]*:|\/\/)/i;

/**
 * Looks at every Markdown document below a folder. A link is broken when its file is not there (or lies outside of the
 * folder, where it would not travel with the package) or when its document has no such heading. Addresses on the web are
 * not asked.
 */
export function brokenLinks(folder: string): { broken: string[]; links: number } {
  const broken: string[] = [];
  let links = 0;
  for (const document of markdownFiles(folder)) {
    for (const link of linksOf(readFileSync(document, 'utf8'))) {
      links += 1;
      const fault = faultOf(link, document, folder);
      if (fault !== undefined) broken.push(`${relative(folder, document)}:${link.line}: ${fault}`);
    }
  }
  return { broken, links };
}

export function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.test(entry.name) ? [] : markdownFiles(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** The links of a document, code blocks and code spans left out. */
export function linksOf(markdown: string): Link[] {
  let inCode = false;
  return markdown.split('\n').flatMap((text, at) => {
    if (/^\s*(```|~~~)/.test(text)) inCode = !inCode;
    if (inCode) return [];
    return [...text.replace(/`[^`]*`/g, '').matchAll(LINK)]
      .map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml ?? '')
      .filter((target) => !ELSEWHERE.test(target))
      .map((target) => {
        const [path = '', heading = ''] = target.split('#');
        return { path: decodeURI(path), heading, line: at + 1 };
      });
  });
}

function faultOf({ path, heading }: Link, document: string, folder: string): string | undefined {
  const target = path === '' ? document : join(dirname(document), path);
  if (relative(folder, target).startsWith('..')) return `${path} lies outside of ${folder}`;
  if (!existsSync(target)) return `there is no ${path}`;
  if (heading === '' || !target.endsWith('.md') || !statSync(target).isFile()) return undefined;
  return headingsOf(readFileSync(target, 'utf8')).has(heading)
    ? undefined
    : `${path === '' ? 'this document' : path} has no heading #${heading}`;
}

/** The names under which GitHub and npm link to the headings of a document. */
export function headingsOf(markdown: string): Set<string> {
  const names = new Set<string>();
  const seen = new Map<string, number>();
  for (const [, title = ''] of markdown.replace(/^```[^]*?^```/gm, '').matchAll(/^#{1,6}\s+(.*?)\s*#*$/gm)) {
    const name = toAnchor(title);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    names.add(count === 0 ? name : `${name}-${count}`);
  }
  for (const [, name = ''] of markdown.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) names.add(name);
  return names;
}

const toAnchor = (title: string): string =>
  title
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
