import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  ClassicSettingsError,
  fromClassicSettings,
  INTEGRATION_NAMES,
  type ClassicMigration,
} from '../classic';
import { classicDefaults } from '../classic/classic-settings';
import { REGIONS, toRegion } from 'segment-actions-amplitude/api';
import { askBeforeOverwriting } from '../ask-before-overwriting';
import { CliError } from '../cli-error';
import { readJsonFile } from '../input/read-json-file';
import { writeLine, type Io } from '../io';
import type { CommandHost } from './command-host';

const EXAMPLES = `
Writes settings.json (the region, no keys: they stay in your environment) and subscriptions.json.
docs/classic.md says how to get the file from Segment: by the app, by the Public API, from what analytics.js loads.

Examples:
  amplitude-actions migrate classic.json
  amplitude-actions migrate classic.json --out amplitude && amplitude-actions preview events.ndjson --subscriptions amplitude/subscriptions.json`;

interface Flags {
  out: string;
  force?: boolean;
}

export function addMigrate(program: Command, { io }: CommandHost): void {
  program
    .command('migrate')
    .description('Turn the settings of Amplitude Classic into subscriptions that send the same')
    .argument('<classic.json>', 'the settings as Segment hands them out')
    .option('--out <directory>', 'where to write', '.')
    .option('--force', 'overwrite files that are there')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { out, force }: Flags) => {
      const migration = migrateFile(path);
      const { settings, subscriptions } = migration;
      const files = {
        'settings.json': { endpoint: settings.endpoint, integrationNames: INTEGRATION_NAMES },
        'subscriptions.json': subscriptions,
      };
      const paths = Object.keys(files).map((name) => join(out, name));
      if (force !== true) await askBeforeOverwriting(paths.filter(existsSync), io);
      for (const [name, content] of Object.entries(files)) {
        writeLine(io.stdout, `Wrote ${write(out, name, content)}`);
      }
      tell(migration, out, io);
    });
}

function tell({ notes, defaulted, settings }: ClassicMigration, out: string, io: Io): void {
  for (const { setting, effect, note } of notes) {
    writeLine(io.stdout, `${setting} (${effect.replaceAll('_', ' ')}): ${note}`);
  }
  const defaults = defaulted.map((name) =>
    name === 'apiKey' ? name : `${name} ${toText(classicDefaults[name])}`,
  );
  if (defaults.length > 0) {
    writeLine(io.stdout, `Not in the file, so Classic's defaults count: ${defaults.join(', ')}.`);
  }
  writeLine(io.stdout, `Region: ${REGIONS[toRegion(settings.endpoint)].label}.`);
  writeLine(io.stdout);
  writeLine(io.stdout, 'Next, with AMPLITUDE_API_KEY of a test project in your environment:');
  const [settingsFile, subscriptionsFile] = [join(out, 'settings.json'), join(out, 'subscriptions.json')];
  writeLine(
    io.stdout,
    `  amplitude-actions send events.ndjson --settings ${quote(settingsFile)} --subscriptions ${quote(subscriptionsFile)}`,
  );
}

const toText = (value: unknown): string => {
  const text = JSON.stringify(value);
  return ['""', '[]', '{}'].includes(text) ? 'empty' : text;
};

/** As a shell reads it. */
const quote = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;

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
