import { join } from 'node:path';
import type { DeclarationReflection, ProjectReflection } from 'typedoc' with { 'resolution-mode': 'import' };
import { ROOT } from './packages';

/**
 * `npm run docs:api` writes the API reference of every entry of the packages into .tmp/docs-api, from the comments in the
 * source. With `--check` it writes nothing. Both fail when an export has no comment, or when a function or a class that an
 * entry exports has no example.
 */
async function main(checkOnly: boolean): Promise<void> {
  const { Application, ReflectionKind, LogLevel } = await import('typedoc');
  const app = await Application.bootstrapWithPlugins({ options: join(ROOT, 'typedoc.json') });
  app.options.setValue('logLevel', LogLevel.Warn);
  const project = await app.convert();
  if (project === undefined) throw new Error('The source does not compile.');
  app.validate(project);
  const called = project.getReflectionsByKind(ReflectionKind.Class | ReflectionKind.Function);
  const bare = withoutExample(called as DeclarationReflection[], project);
  for (const name of bare) app.logger.error(`${name} has no @example.`);
  const faults = app.logger.errorCount + app.logger.warningCount;
  if (faults > 0) throw new Error(`${faults} faults in the comments.`);
  if (!checkOnly) await app.generateOutputs(project);
  console.log(`${called.length} functions and classes, each with an example.`);
}

/** Names of exported functions and classes whose comment shows no call. */
function withoutExample(called: DeclarationReflection[], project: ProjectReflection): string[] {
  return called
    .filter(({ comment, signatures }) => {
      const comments = [comment, ...(signatures ?? []).map((signature) => signature.comment)];
      return !comments.some((each) => each?.getTag('@example'));
    })
    .map((reflection) => reflection.getFriendlyFullName().replace(`${project.name}.`, ''));
}

main(process.argv.includes('--check')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
