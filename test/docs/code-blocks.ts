import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDERS, ROOT } from '../../scripts/packages';

/** A block of code of a document, between its fences. */
export interface CodeBlock {
  /** Path of the document, relative to the root. */
  page: string;
  /** Line of the first line of code. */
  line: number;
  language: string;
  code: string;
}

/** The README of each package and every page of docs/. */
export const PAGES: readonly string[] = [
  ...PACKAGE_FOLDERS.map((folder) => join(folder, 'README.md')),
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const FENCED = /^```(\w+)[^\n]*\n([^]*?)^```$/gm;

/** Every block of a page that says its language; one that says none is not code. */
export function codeBlocksOf(page: string): CodeBlock[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(FENCED)].map(({ 1: language = '', 2: code = '', index }) => ({
    page,
    line: text.slice(0, index).split('\n').length + 1,
    language,
    code,
  }));
}
