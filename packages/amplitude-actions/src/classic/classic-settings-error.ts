/**
 * Everything that is wrong with a set of Classic settings, in one error: one sentence a problem.
 *
 * @example catch (error) { if (error instanceof ClassicSettingsError) console.error(error.problems.join('\n')); }
 */
export class ClassicSettingsError extends Error {
  override readonly name = 'ClassicSettingsError';

  constructor(readonly problems: readonly string[]) {
    super(
      `The Amplitude Classic settings cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
  }
}
