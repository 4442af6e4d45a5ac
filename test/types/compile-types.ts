import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { compileFiles, readTsconfig } from '../../scripts/compile-files';
import { ROOT } from '../../scripts/packages';

/** A change to a source file, made in memory: the compiler sees the text after it. */
export interface Edit {
  /** Path relative to the root. */
  file: string;
  from: string;
  to: string;
}

/**
 * Compiles files with the project's own options and returns what the compiler has against them, a line each.
 *
 * @param files Paths relative to the root.
 * @param edit A change to make first, to see that it would be noticed.
 */
export function compileTypes(files: readonly string[], edit?: Edit): string[] {
  const { options } = readTsconfig(join(ROOT, 'tsconfig.json'));
  const host = edit === undefined ? undefined : editingHost(options, edit);
  const paths = files.map((file) => join(ROOT, file));
  return compileFiles(paths, options, host);
}

function editingHost(options: ts.CompilerOptions, { file, from, to }: Edit): ts.CompilerHost {
  const edited = join(ROOT, file);
  const text = readFileSync(edited, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not contain "${from}" any more.`);
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) =>
    path === edited
      ? ts.createSourceFile(path, text.replaceAll(from, to), options.target ?? ts.ScriptTarget.ES2022)
      : readFile(path, ...rest);
  return host;
}
