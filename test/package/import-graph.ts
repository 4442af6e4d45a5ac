import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../scripts/packages';

/** Every source file and the source files that it imports, type-only imports included. Paths relative to the root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const FOLDERS = ['src', ...readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}/src`)];

export function readImportGraph(root = ROOT, folders = FOLDERS): ImportGraph {
  const files = folders.flatMap((folder) => sourceFiles(join(root, folder)));
  return new Map(
    files.map((file) => [relative(root, file), importsOf(file).map((path) => relative(root, path))]),
  );
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.[mc]?tsx?$/.test(entry.name) && !/\.d\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** Relative imports only: a package is not imported by its own name. */
function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .flatMap(({ fileName }) => resolve(join(dirname(file), fileName)));
}

function resolve(path: string): string[] {
  const stem = path.replace(/\.[mc]?js$/, '');
  const found = [`${stem}.ts`, `${stem}.tsx`, `${stem}.mts`, join(path, 'index.ts'), path].find(
    (each) => existsSync(each) && statSync(each).isFile(),
  );
  return found === undefined ? [] : [found];
}

/** One cycle for each group of files that import each other, as `a → b → a`. */
export function importCycles(graph: ImportGraph): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) cycles.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const imported of graph.get(file) ?? []) visit(imported, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
