import type { ExitCode } from '../exit-code';
import type { Io } from '../io';

/** What every command gets beside its flags. */
export interface CommandHost {
  io: Io;
  setExitCode(this: void, code: ExitCode): void;
}
