import type { ClassicNote } from '../classic-note';
import type { ClassicSettings } from '../classic-settings';
import { SETTING_NAMES } from '../input/setting-names';
import { attributionNotes } from './attribution-notes';
import { connectionNotes } from './connection-notes';
import { eventNotes } from './event-notes';
import type { NotesOf } from './note-of';
import { peopleNotes } from './people-notes';
import { revenueNotes } from './revenue-notes';

/** Typed so that a setting without a note does not compile. */
const settingNotes: NotesOf<keyof ClassicSettings> = {
  ...connectionNotes,
  ...eventNotes,
  ...peopleNotes,
  ...attributionNotes,
  ...revenueNotes,
};

/**
 * A note for each setting that does something, has no effect in cloud mode or cannot be reproduced. Settings that have
 * been told of already are left out.
 */
export function notesOn(settings: ClassicSettings, told: readonly ClassicNote[] = []): ClassicNote[] {
  const untold = SETTING_NAMES.filter((name) => !told.some(({ setting }) => setting === name));
  return untold.flatMap((setting) => {
    const said = settingNotes[setting](settings);
    return said === undefined ? [] : [{ setting, effect: said[0], note: said[1] }];
  });
}

/** Segment runs at most this many subscriptions in one destination. */
export const MAX_SUBSCRIPTIONS = 50;

/** A note when there are more subscriptions than a destination may have. */
export function notesOnCount(subscriptions: number): ClassicNote[] {
  if (subscriptions <= MAX_SUBSCRIPTIONS) return [];
  const note = `These are ${subscriptions} subscriptions, and Segment allows ${MAX_SUBSCRIPTIONS} in one destination: spread them over two.`;
  return [{ setting: 'subscriptions', effect: 'needs_you', note }];
}
