import { dirname, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './packages';

/**
 * Compiles files and returns what the compiler has against them, a line each. What they import is read too, but only
 * they are judged. Nothing is written.
 *
 * @param files Absolute paths.
 */
export function compileFiles(
  files: readonly string[],
  options: ts.CompilerOptions,
  host = ts.createCompilerHost(options),
): string[] {
  const program = ts.createProgram(files, { ...options, noEmit: true }, host);
  return files
    .map((file) => program.getSourceFile(file))
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

/** The options of a tsconfig file and the files that it includes. */
export function readTsconfig(path: string): { files: string[]; options: ts.CompilerOptions } {
  // The compiler's own type says `any`.
  const read: { config?: unknown; error?: ts.Diagnostic } = ts.readConfigFile(path, (file) =>
    ts.sys.readFile(file),
  );
  if (read.error !== undefined)
    throw new Error(ts.flattenDiagnosticMessageText(read.error.messageText, '\n'));
  const { fileNames, options } = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(path));
  return { files: fileNames, options };
}
