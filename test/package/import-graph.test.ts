import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importCycles, readImportGraph } from './import-graph';

const AMPLITUDE = 'src/destinations/amplitude';

/** Who must not know whom, and why. A folder stands for all that is below it. */
const FORBIDDEN: readonly (readonly [folder: string, imports: RegExp, why: string])[] = [
  ['src/emulator/', /^src\/(destinations|runtime)\//, 'it would share the mistakes that it is there to find'],
  [
    `${AMPLITUDE}/api/`,
    /\/amplitude\/(mapping|fields|[a-z]+[A-Z]\w*)\//,
    'it takes objects of Amplitude, not payloads',
  ],
  [
    `${AMPLITUDE}/fields/`,
    /\/amplitude\/(mapping|api|[a-z]+[A-Z]\w*)\//,
    'fields declare, they do not map or send',
  ],
  [AMPLITUDE, /^src\/(runtime|emulator)\//, 'a destination runs in every host'],
  [`${AMPLITUDE}/sessionPlugin/`, /^(?!src\/destinations\/amplitude\/sessionPlugin\/)/, 'a browser loads it'],
  [
    `${AMPLITUDE}/attributionPlugin/`,
    /^(?!src\/destinations\/amplitude\/(attribution|session)Plugin\/)/,
    'a browser loads it, and it stands on the session plugin',
  ],
  [
    'src/session-plugin',
    /^(?!src\/session-plugin\/|src\/destinations\/amplitude\/(attribution|session)Plugin\/)/,
    'a browser loads it',
  ],
  ['src/', /^packages\//, 'the library comes first'],
  ['packages/', /^src\//, "the library's entries are its only door"],
];

describe('the import graph of the source', () => {
  const graph = readImportGraph();

  it('holds every package', () => {
    expect(graph.get('src/index.ts')).toContain(`${AMPLITUDE}/index.ts`);
    expect([...graph.keys()].some((file) => file.startsWith('packages/amplitude-actions/src/'))).toBe(true);
  });

  it('has no cycle, type-only imports included', () => {
    expect(importCycles(graph)).toEqual([]);
  });

  it.each(FORBIDDEN)('lets no file of %s import %s: %s', (folder, imports) => {
    const files = [...graph].filter(([file]) => file.startsWith(folder));
    expect(files).not.toEqual([]);
    const broken = files.flatMap(([file, imported]) =>
      imported.filter((each) => imports.test(each)).map((each) => `${file} → ${each}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('a cycle', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'graph-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  const cyclesOf = (files: Record<string, string>): string[] => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return importCycles(readImportGraph(root, ['src']));
  };

  it.each([
    ['of values', "import { b } from './b';", "import { a } from './a';"],
    ['of types alone', "import type { B } from './b';", "import { type A } from './a';"],
    [
      'through a folder and a re-export',
      "export * from './folder';",
      "export { type A } from '../a';",
      'src/folder/index.ts',
    ],
  ])('%s is found', (_what, a, b, second = 'src/b.ts') => {
    expect(cyclesOf({ 'src/a.ts': a, [second]: b })).toEqual([`src/a.ts → ${second} → src/a.ts`]);
  });

  it('is not two ways to one file', () => {
    const files = { 'src/a.ts': "import './b';\nimport './c';", 'src/b.ts': "import './c';", 'src/c.ts': '' };
    expect(cyclesOf(files)).toEqual([]);
  });
});
