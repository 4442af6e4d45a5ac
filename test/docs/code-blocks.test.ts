import { join } from 'node:path';
import ts from 'typescript';

import { compileFiles, readTsconfig } from '../../scripts/compile-files';
import { ROOT } from '../../scripts/packages';
import { parseYaml } from '../../packages/amplitude-actions/test/parse-yaml';
import { runCli } from '../../packages/amplitude-actions/test/run-cli';
import { codeBlocksOf, PAGES, type CodeBlock } from './code-blocks';
import { PRELUDES } from './preludes';
import { findShellFaults } from './shell-faults';

/** Blocks that are neither compiled nor run here, each by words in it, and why. */
const LEFT_ALONE: [words: string, reason: string][] = [
  ['openssl dgst', 'openssl is no program of ours, and the file that it reads is built when packing'],
];
/** Languages that are neither compiled nor run here, and why. */
const LEFT_LANGUAGES: Record<string, string> = {
  python: 'other languages ask the emulator over HTTP alone, as the curl examples do, which are run',
  go: 'as python',
  ruby: 'as python',
  html: 'the page of a script tag is tested in a browser',
};

const blocks = PAGES.flatMap(codeBlocksOf).filter(
  ({ code, language }) =>
    !(language in LEFT_LANGUAGES) && !LEFT_ALONE.some(([words]) => code.includes(words)),
);
const of = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));
const nameOf = ({ page, line }: CodeBlock) => `${page}:${line}`;
const table = (chosen: CodeBlock[]) => chosen.map((block) => [nameOf(block), block] as const);

describe('the code of the documents', () => {
  it('is of a language that is checked here, or of one that is named', () => {
    const checked = of('ts', 'js', 'json', 'yaml', 'sh');
    expect(blocks.filter((block) => !checked.includes(block)).map(nameOf)).toEqual([]);
    expect(checked.length).toBeGreaterThan(20);
  });

  it('is left alone only where it still stands', () => {
    const all = PAGES.flatMap(codeBlocksOf);
    for (const [words] of LEFT_ALONE) expect(all.filter(({ code }) => code.includes(words))).toHaveLength(1);
    for (const language of Object.keys(LEFT_LANGUAGES)) {
      expect(all.filter((block) => block.language === language)).not.toEqual([]);
    }
    for (const { words } of PRELUDES) expect(all.some(({ code }) => code.includes(words))).toBe(true);
  });

  it.each(table(of('json')))('%s is JSON', (_name, { code }) => {
    expect(() => JSON.parse(code) as unknown).not.toThrow();
  });

  it.each(table(of('yaml')))('%s is YAML', (_name, { code }) => {
    expect(() => parseYaml(code) as unknown).not.toThrow();
  });

  it('compiles, in strict mode with exactOptionalPropertyTypes', () => {
    expect(compileBlocks(of('ts', 'js'))).toEqual([]);
  });

  it('would not compile with a mistake in it', () => {
    const [first] = of('ts');
    if (first === undefined) throw new Error('There is no block.');
    const wrong = { ...first, code: `${first.code}\nconst wrong: number = 'text';\nexport { wrong };` };
    expect(compileBlocks([wrong]).join()).toContain("Type 'string' is not assignable to type 'number'");
  });

  it.each(table(of('sh')))('%s calls commands and flags that exist', async (_name, { code }) => {
    const helpOf = async (command: string[]) => (await runCli([...command, '--help'])).stdout;
    expect(await findShellFaults(code, helpOf)).toEqual([]);
  });
});

/** What the compiler has against the blocks, each a module of its own behind what its page takes for granted. */
function compileBlocks(chosen: CodeBlock[]): string[] {
  const { options: own } = readTsconfig(join(ROOT, 'tsconfig.json'));
  const options: ts.CompilerOptions = {
    ...own,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    isolatedModules: false,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: false,
  };
  const virtual = new Map<string, string>();
  for (const block of chosen) {
    const preludes = PRELUDES.filter(({ words }) => block.code.includes(words));
    const name = join(ROOT, `docs-${nameOf(block).replaceAll(/\W/g, '-')}`);
    const modules = preludes.map(({ modules = '' }) => modules).join('\n');
    const names = preludes.map(({ names = '' }) => names).join('\n');
    if (modules !== '') virtual.set(`${name}.d.ts`, modules);
    virtual.set(`${name}-code.ts`, `${names} ${block.code}\nexport {};\n`);
  }
  const host = ts.createCompilerHost(options);
  const [read, exists] = [host.getSourceFile.bind(host), host.fileExists.bind(host)];
  host.fileExists = (path) => virtual.has(path) || exists(path);
  host.getSourceFile = (path, ...rest) => {
    const text = virtual.get(path);
    return text === undefined ? read(path, ...rest) : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  };
  return compileFiles([...virtual.keys()], options, host);
}
