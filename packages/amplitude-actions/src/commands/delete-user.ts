import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { isRetryable } from 'segment-actions-amplitude/api';
import { CliError } from '../cli-error';
import { deleteUsers, IDS_PER_REQUEST, MS_PER_REQUEST } from '../delete-users';
import { ExitCode } from '../exit-code';
import { toFile } from '../input/input-source';
import { writeLine } from '../io';
import { toBackoffMs } from '../sender/retry-waits';
import { addSettingsOptions, readSettings, type SettingsFlags } from '../settings-options';
import type { CommandHost } from './command-host';

const EXAMPLES = `
Amplitude deletes a user's events and properties within 30 days; until three days before that, it can be undone there.

Examples:
  amplitude-actions delete-user user-1 user-2
  amplitude-actions delete-user --file forgotten.txt

Exit codes: 0 all scheduled, 1 some ids are unknown or refused, 2 bad use, 3 stopped with ids left.`;

const MAX_ATTEMPTS = 5;

type Flags = SettingsFlags & { file?: string };

export function addDeleteUser(program: Command, { io, setExitCode }: CommandHost): void {
  const command = program
    .command('delete-user')
    .description('Have Amplitude delete users by user id (User Privacy API)')
    .argument('[ids...]', 'user ids')
    .option('--file <file>', 'a user id on each line, besides those given')
    .addHelpText('after', EXAMPLES);
  addSettingsOptions(command).action(async (given: string[], flags: Flags) => {
    const { settings } = readSettings(flags, true);
    const ids = toIds(given, flags.file);
    const unknown: string[] = [];
    for (let start = 0; start < ids.length; start += IDS_PER_REQUEST) {
      if (start > 0) await wait(MS_PER_REQUEST);
      const chunk = ids.slice(start, start + IDS_PER_REQUEST);
      const answer = await deletePatiently(chunk, (some) => deleteUsers(some, settings, flags.baseUrl));
      if (answer.status !== 200) throw toFailure(answer, ids.length - start, ids[start] ?? '');
      unknown.push(...answer.unknown);
    }
    writeLine(io.stdout, `${ids.length - unknown.length} of ${ids.length} users are scheduled for deletion.`);
    if (unknown.length === 0) return;
    writeLine(io.stdout, `Amplitude does not know: ${unknown.join(', ')}`);
    setExitCode(ExitCode.rejected);
  });
}

type Answer = Awaited<ReturnType<typeof deleteUsers>>;

/** Deleting twice does no harm, so what fails for a while is tried again. */
async function deletePatiently(ids: string[], attempt: (ids: string[]) => Promise<Answer>): Promise<Answer> {
  for (let attempts = 1; ; attempts += 1) {
    const answer = await attempt(ids);
    if (!isRetryable(answer.status) || attempts === MAX_ATTEMPTS) return answer;
    await wait(Math.max(MS_PER_REQUEST, toBackoffMs(attempts)));
  }
}

function toIds(given: string[], file: string | undefined): string[] {
  const listed = file === undefined ? [] : readFileSync(toFile(file).path ?? file, 'utf8').split('\n');
  const ids = [...new Set([...given, ...listed].map((id) => id.trim()).filter((id) => id !== ''))];
  if (ids.length === 0) throw new CliError('No user id: name them, or a file of them with --file.');
  return ids;
}

function toFailure({ status, message }: Answer, left: number, first: string): CliError {
  const code = isRetryable(status) ? ExitCode.workLeft : ExitCode.rejected;
  return new CliError(`${left} ids were not scheduled, from ${first} on. Status ${status}: ${message}`, code);
}
