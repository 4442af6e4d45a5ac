import type { NoteEffect } from '../classic-note';
import type { ClassicSettings } from '../classic-settings';

/** What there is to say of a setting; undefined when nothing. */
export type NoteOf = (settings: ClassicSettings) => [effect: NoteEffect, note: string] | undefined;

/** Notes of the settings that these are. */
export type NotesOf<Names extends keyof ClassicSettings> = { readonly [K in Names]: NoteOf };

export const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/** For a flag that says something only when it is on. */
export const whenOn =
  (setting: keyof ClassicSettings, effect: NoteEffect, note: string): NoteOf =>
  (settings) =>
    settings[setting] === true ? [effect, note] : undefined;

/** For a setting that is told together with another one. */
export const toldElsewhere: NoteOf = () => undefined;
