const REASONS = [
  [/\.browser\.test\.tsx?$/, 'needs a browser: npm run test:browser'],
  [/\.queue\.test\.ts$/, 'needs RabbitMQ: npm run test:queue'],
];

/**
 * Jest prints how many tests were skipped, not which. This says where and why, and fails the run
 * - when two tests of a file have one title: whoever reads "failed" could not tell which;
 * - when a test was skipped although REQUIRE_BROWSER or REQUIRE_RABBITMQ asks for all.
 */
module.exports = class TestReporter {
  #problems = [];

  onRunComplete(_contexts, { testResults }) {
    for (const { testFilePath, testResults: tests } of testResults) {
      const file = testFilePath.replace(`${process.cwd()}/`, '');
      this.#findSharedTitles(file, tests);
      this.#findSkipped(file, tests);
    }
    for (const problem of this.#problems) console.error(problem);
  }

  #findSharedTitles(file, tests) {
    const seen = new Set();
    for (const { fullName } of tests) {
      if (seen.has(fullName)) this.#problems.push(`${file}: two tests are called "${fullName}".`);
      seen.add(fullName);
    }
  }

  #findSkipped(file, tests) {
    // A name given by -t leaves out the rest on purpose.
    if (process.argv.some((argument) => /^(-t|--testNamePattern)/.test(argument))) return;
    const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed').length;
    if (skipped === 0) return;
    const [, why] = REASONS.find(([name]) => name.test(file)) ?? [undefined, 'no reason known'];
    console.error(`Skipped: ${skipped} ${skipped === 1 ? 'test' : 'tests'} of ${file} (${why}).`);
    for (const name of ['REQUIRE_BROWSER', 'REQUIRE_RABBITMQ'])
      if (process.env[name]) this.#problems.push(`${file}: ${name} is set, nothing may be skipped.`);
  }

  getLastError() {
    return this.#problems.length === 0 ? undefined : new Error(this.#problems.join('\n'));
  }
};
