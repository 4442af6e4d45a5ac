import { renameSync, rmSync } from 'node:fs';
import { AppendFile } from '../run/append-file';
import { lockFile } from '../run/lock-file';
import { changeLetter, type LetterChange } from './change-letter';
import { readLetters } from './read-letters';

export interface Fix extends LetterChange {
  /** Only letters whose reason holds this text. */
  reason?: string | undefined;
  /** Take them out of the file instead. */
  drop: boolean;
}

export interface Fixed {
  letters: number;
  changed: number;
}

/** Rewrites a file of dead letters; a crash or a full disk leaves the old one or the new one. */
export async function fixLetters(path: string, fix: Fix): Promise<Fixed> {
  const unlock = lockFile(path);
  const draft = `${path}.fixed`;
  rmSync(draft, { force: true });
  const file = new AppendFile(draft, 'The file');
  const fixed: Fixed = { letters: 0, changed: 0 };
  try {
    for await (const { value, rejection } of readLetters(path)) {
      fixed.letters += 1;
      const isMeant = fix.reason === undefined || rejection.reason?.includes(fix.reason) === true;
      if (isMeant) {
        fixed.changed += 1;
        changeLetter(value, fix);
      }
      if (!(isMeant && fix.drop)) file.addLine(JSON.stringify(value));
    }
    file.sync();
    renameSync(draft, path);
  } finally {
    file.close();
    rmSync(draft, { force: true });
    unlock();
  }
  return fixed;
}
