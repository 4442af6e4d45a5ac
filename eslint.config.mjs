import eslint from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';

const PACKAGES = readdirSync(join(import.meta.dirname, 'packages')).map((name) => `packages/${name}`);

/** An import has to stand in the package.json of the package that makes it; tests also use what the root brings. */
const imports = (folder, files, packageDir, devDependencies) => ({
  files: files.map((glob) => `${folder}${glob}`),
  rules: { 'import-x/no-extraneous-dependencies': ['error', { packageDir, devDependencies }] },
});

/** Habits that no rule of ESLint knows. */
const RESTRICTED = [
  {
    selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
    message: 'A cast through unknown hides a wrong type: narrow it instead.',
  },
  {
    selector: ':matches(PropertyDefinition, MethodDefinition, TSParameterProperty)[accessibility="private"]',
    message: 'Private members are written with #.',
  },
  {
    selector: ':matches(FunctionDeclaration, VariableDeclarator)[id.name=/^is(Json|Plain)?(Object|Record)$/]',
    message: 'There is one isJsonObject: import it from json-object, in packages from the library.',
  },
];

export default tseslint.config(
  { ignores: ['**/dist', 'coverage', '**/.tmp'] },
  eslint.configs.recommended,
  { files: ['**/*.ts', '**/*.mts', '**/*.tsx'], extends: [tseslint.configs.recommendedTypeChecked] },
  {
    files: ['**/*.ts', '**/*.mts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      'no-restricted-syntax': ['error', ...RESTRICTED],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**/*.ts', 'packages/*/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...RESTRICTED,
        {
          selector: 'Literal[value=/^(north_america|europe)$/]',
          message: 'A region is a row of api/regions.ts: use REGIONS, DEFAULT_REGION or toRegion.',
        },
      ],
    },
  },
  {
    files: ['src/json-object.ts', 'src/destinations/amplitude/api/regions.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  imports('', ['src/**/*.ts'], ['.'], false),
  // The page is bundled at build, so what it is made of is installed with nothing.
  imports('', ['src/emulator/page/**/*.{ts,tsx}'], ['.'], true),
  imports('', ['{test,bench,examples,scripts}/**/*.ts'], ['.'], true),
  ...PACKAGES.flatMap((folder) => [
    imports(folder, ['/src/**/*.ts'], [folder], false),
    imports(folder, ['/test/**/*.ts'], [folder, '.'], true),
  ]),
  {
    files: ['src/**/*.ts', 'src/**/*.tsx', 'packages/*/src/**/*.ts'],
    rules: {
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', { max: 45, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
    },
  },
  {
    files: ['test/**/*.ts', 'packages/*/test/**/*.ts'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      // A contract that several implementations have to keep is a file that they import.
      'jest/no-export': 'off',
      'jest/valid-title': ['error', { ignoreTypeOfDescribeName: true }],
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert', 'nock*'] }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.js', '**/*.cjs', 'scripts/**/*.mjs'],
    languageOptions: {
      globals: { module: 'writable', require: 'readonly', process: 'readonly', console: 'readonly' },
    },
  },
);
