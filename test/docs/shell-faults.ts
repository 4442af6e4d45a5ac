import { readManifest } from '../../scripts/packages';

const root = readManifest('.');
/** Packages that a page may tell to install. */
const KNOWN = ['segment-actions-amplitude', 'segment-actions-amplitude-session', '@segment/actions-core'];
const FLAG = /^--?[a-z][a-z-]*/;

/**
 * What is wrong with shell commands of a page: a command of ours or a flag that there is not, a script of npm that
 * package.json lacks, a program that nobody here knows.
 */
export async function findShellFaults(
  code: string,
  helpOf: (command: string[]) => Promise<string>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const words of commandsOf(code)) {
    const fault = words[0] === 'npm' ? npmFault(words) : await commandFault(words, helpOf);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

/** The words of each command, comments and assignments left out. */
function commandsOf(code: string): string[][] {
  return code
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, ''))
    .flatMap((line) => line.split('&&'))
    .map((command) => command.match(/'[^']*'|"[^"]*"|\S+/g) ?? [])
    .filter(([first = 'export']) => first !== 'export');
}

function npmFault([, verb = '', name = '', ...rest]: string[]): string | undefined {
  if (verb === 'ci' || verb === 'test') return undefined;
  if (verb === 'i') {
    const unknown = [name, ...rest].filter((each) => !KNOWN.includes(each));
    return unknown.length === 0 ? undefined : `npm i ${unknown.join(' ')}: not a package of this repository`;
  }
  const scripts = root.scripts ?? {};
  return verb === 'run' && Object.hasOwn(scripts, name) ? undefined : `npm ${verb} ${name}: no such script`;
}

async function commandFault(
  words: string[],
  helpOf: (command: string[]) => Promise<string>,
): Promise<string | undefined> {
  const own = words[0] === 'npx' ? words.slice(1) : words;
  if (own[0] === 'curl') return undefined;
  if (own[0] !== 'amplitude-actions') return `${String(own[0])} is a program that nobody here knows`;
  const [, command = '', ...rest] = own;
  let help = await helpOf([command]);
  if (!help.startsWith(`Usage: amplitude-actions ${command}`)) return `There is no command ${command}.`;
  // Of a command with commands of its own.
  if (/^Commands:$/m.test(help)) help = await helpOf([command, rest[0] ?? '']);
  const flags = rest.flatMap((word) => FLAG.exec(word)?.[0] ?? []);
  const unknown = flags.filter((flag) => !new RegExp(`${flag}[ ,=\n]`).test(help));
  return unknown.length === 0 ? undefined : `${command} has no ${unknown.join(', ')}`;
}
