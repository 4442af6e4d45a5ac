import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ClassicSettingsError, fromClassicSettings, type ClassicMigration } from '../classic';
import { CliError } from '../cli-error';
import { readJsonFile } from '../input/read-json-file';
import { writeLine } from '../io';
import type { CommandHost } from './command-host';

const EXAMPLES = `
Writes settings.json and subscriptions.json. The keys are not written: they stay in your environment.

Examples:
  amplitude-actions migrate classic.json
  amplitude-actions migrate classic.json --out amplitude && amplitude-actions preview events.ndjson --subscriptions amplitude/subscriptions.json`;

export function addMigrate(program: Command, { io }: CommandHost): void {
  program
    .command('migrate')
    .description('Turn the settings of Amplitude Classic into subscriptions that send the same')
    .argument('<classic.json>', 'the settings as Segment exports them')
    .option('--out <directory>', 'where to write', '.')
    .addHelpText('after', EXAMPLES)
    .action((path: string, { out }: { out: string }) => {
      const { settings, subscriptions, notes } = migrateFile(path);
      const files = {
        'settings.json': { endpoint: settings.endpoint },
        'subscriptions.json': subscriptions,
      };
      for (const [name, content] of Object.entries(files))
        writeLine(io.stdout, `Wrote ${write(out, name, content)}`);
      for (const note of notes) writeLine(io.stdout, `${note.effect.replaceAll('_', ' ')}: ${note.note}`);
    });
}

function migrateFile(path: string): ClassicMigration {
  const classic = readJsonFile(path);
  try {
    return fromClassicSettings(classic);
  } catch (error) {
    if (error instanceof ClassicSettingsError) throw new CliError(`${path}: ${error.message}`);
    throw error;
  }
}

function write(directory: string, name: string, content: unknown): string {
  const path = join(directory, name);
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
  } catch (error) {
    throw new CliError(`${path} cannot be written: ${(error as Error).message}.`);
  }
  return path;
}
