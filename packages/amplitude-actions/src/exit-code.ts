/** What the process answers its shell; docs/cli.md lists them for people. */
export const ExitCode = {
  /** Everything that a subscription matched was delivered. */
  ok: 0,
  /** Some events, ids or credentials were refused for good. */
  rejected: 1,
  /** The command itself must change: a flag, a file, a key. */
  badUse: 2,
  /** Stopped with work left (Ctrl-C, an outage): run the same command again. */
  workLeft: 3,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
