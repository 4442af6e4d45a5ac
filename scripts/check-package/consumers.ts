/** A project that uses one of the packages: what it installs and what it runs. */
export interface Consumer {
  /** The package that it tries. */
  name: string;
  /** Our packages that have to be packed for it, the tried one first. */
  ours: readonly string[];
  /** What it names beside them. */
  others: readonly string[];
  /** How many packages the installation may bring. */
  atMost: number;
  /** For the browser or a phone: compiled with the DOM's types and without Node's. */
  inBrowser: boolean;
  /** Programs of scripts/package-consumer that must end with 0. */
  programs: readonly string[];
  /** Whether the code of its README is compiled and run, as printed. */
  runsReadme: boolean;
  /** Program of scripts/package-consumer that must compile. */
  compiles: string;
}

export const CONSUMERS: readonly Consumer[] = [
  {
    name: 'segment-actions-amplitude',
    ours: ['segment-actions-amplitude'],
    others: ['@segment/actions-core'],
    atMost: 40,
    inBrowser: false,
    programs: ['library.cjs', 'library.mjs'],
    runsReadme: true,
    compiles: 'library.mts.txt',
  },
  {
    name: 'segment-actions-amplitude-session',
    ours: ['segment-actions-amplitude-session'],
    others: [],
    atMost: 1,
    inBrowser: true,
    programs: [],
    runsReadme: false,
    compiles: 'session.mts.txt',
  },
  {
    name: 'amplitude-actions',
    ours: ['amplitude-actions', 'segment-actions-amplitude'],
    others: [],
    atMost: 130,
    inBrowser: false,
    programs: ['command-line.cjs', 'playground.cjs'],
    runsReadme: false,
    compiles: 'command-line.mts.txt',
  },
];
