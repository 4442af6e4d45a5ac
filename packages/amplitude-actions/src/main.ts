import { Command, CommanderError } from 'commander';
import { CliError } from './cli-error';
import { addCheck } from './commands/check';
import { addCompare } from './commands/compare';
import { addDead } from './commands/dead';
import { addDeleteUser } from './commands/delete-user';
import { addEmulator } from './commands/emulator';
import { addMigrate } from './commands/migrate';
import { addPlayground } from './commands/playground';
import { addPreview } from './commands/preview';
import { addSend } from './commands/send';
import { addServe } from './commands/serve';
import { addSubscriptions } from './commands/subscriptions';
import { addWork } from './commands/work';
import { ExitCode } from './exit-code';
import { writeLine, type Io } from './io';
import { toPrintable } from './printable';
import { readVersion } from './version';

const EXAMPLES = `
Settings come from flags, from AMPLITUDE_API_KEY, AMPLITUDE_SECRET_KEY and AMPLITUDE_REGION, which may stand in a file
.env, or from --settings.
Exit codes: 0 done, 1 some rejected, 2 bad use, 3 stopped with work left.
Help of one command: amplitude-actions send --help`;

/** Runs the command line and returns its exit code. Never throws; a failure is one sentence on stderr. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.ok;
  const program = toProgram(io, (code) => (exitCode = code));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.badUse;
    if (error instanceof CliError) {
      writeLine(io.stderr, toPrintable(error.message));
      return error.exitCode;
    }
    writeLine(io.stderr, `Unexpected failure, please report it: ${(error as Error).stack ?? String(error)}`);
    return ExitCode.workLeft;
  }
}

const COMMANDS = [
  addSend,
  addPreview,
  addDead,
  addSubscriptions,
  addEmulator,
  addPlayground,
  addServe,
  addWork,
  addCheck,
  addDeleteUser,
  addMigrate,
  addCompare,
];

function toProgram(io: Io, setExitCode: (code: ExitCode) => void): Command {
  const program = new Command('amplitude-actions')
    .description('Segment events to Amplitude from the command line')
    .version(readVersion(), '-V, --version', 'the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .addHelpText('after', EXAMPLES);
  program.showHelpAfterError('(add --help to see how it is used)');
  const host = { io, setExitCode };
  for (const add of COMMANDS) add(program, host);
  return program;
}
