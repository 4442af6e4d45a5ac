import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');

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
 * @param files Paths relative to the root. What they import is read too, but only they are judged.
 * @param edit A change to make first, to see that it would be noticed.
 */
export function compileTypes(files: readonly string[], edit?: Edit): string[] {
  const { options } = readConfig();
  const program = ts.createProgram(
    files.map((file) => join(ROOT, file)),
    options,
    edit === undefined ? ts.createCompilerHost(options) : editingHost(options, edit),
  );
  return files
    .map((file) => program.getSourceFile(join(ROOT, file)))
    .flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ])
    .map(({ file, start = 0, messageText }) => {
      const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      const message = ts.flattenDiagnosticMessageText(messageText, '\n');
      return `${relative(ROOT, file?.fileName ?? '')}:${line}: ${message}`;
    });
}

function readConfig(): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
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
