/** Everything that is wrong with a configuration, a sentence each. No value of it is repeated: it may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(file: string, problems: readonly string[]) {
    super(`${file} cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
}
