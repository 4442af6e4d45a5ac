import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The code of a README as a TypeScript file, for the compiler. */
export const README_MODULE = 'readme.mts';
const PROGRAMS = join(__dirname, '../package-consumer');
const CODE = /^```ts\n([^]*?)^```$/gm;

/**
 * Writes the TypeScript of an installed package's README into the project, as printed and as JavaScript of both kinds.
 * Answers the programs that run it.
 */
export function writeReadmeCode(project: string, name: string): string[] {
  const readme = readFileSync(join(project, 'node_modules', name, 'README.md'), 'utf8');
  const code = [...readme.matchAll(CODE)].map(([, block = '']) => block).join('\n');
  if (code === '') throw new Error(`The README of ${name} has no TypeScript.`);
  writeFileSync(join(project, README_MODULE), code);
  writeFileSync(join(project, 'readme.mjs'), toJavaScript(code, ts.ModuleKind.ESNext));
  writeFileSync(join(project, 'readme.cjs'), toJavaScript(code, ts.ModuleKind.CommonJS));
  const programs = ['run-readme.mjs', 'run-readme.cjs'];
  for (const program of programs) cpSync(join(PROGRAMS, program), join(project, program));
  return programs;
}

function toJavaScript(code: string, module: ts.ModuleKind): string {
  return ts.transpileModule(code, { compilerOptions: { module, target: ts.ScriptTarget.ES2022 } }).outputText;
}
