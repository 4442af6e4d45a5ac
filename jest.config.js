/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  reporters: ['default', '<rootDir>/scripts/test-reporter.cjs'],
  modulePathIgnorePatterns: ['<rootDir>/(packages/[^/]+/)?dist/'],
  roots: ['<rootDir>/test', '<rootDir>/packages'],
  // Jest leaves one core free, which is half of a small machine.
  maxWorkers: '100%',
  transform: { '^.+\\.tsx?$': ['ts-jest', { diagnostics: false }] },
  // The same as "paths" in tsconfig.json: the examples import the package by its name.
  moduleNameMapper: {
    '^segment-actions-amplitude$': '<rootDir>/src',
    '^segment-actions-amplitude/(.*)$': '<rootDir>/src/$1',
    '^amplitude-actions/classic$': '<rootDir>/packages/amplitude-actions/src/classic',
  },
  // `--coverage`: Node.js counts by itself, which costs less than rewritten code. The floor is what was reached last.
  coverageProvider: 'v8',
  coverageReporters: ['text-summary'],
  collectCoverageFrom: ['src/**/*.ts', 'packages/*/src/**/*.{ts,tsx}', '!**/*.d.ts'],
  // What a test left behind keeps a worker for ever; half a second, the default, also ends one that was only slow.
  workerGracefulExitTimeout: 10_000,
  // Generous: a busy machine is no reason to fail. Nothing here asserts on time.
  testTimeout: 300_000,
};
