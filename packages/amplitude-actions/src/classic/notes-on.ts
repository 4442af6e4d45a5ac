import type { ClassicNote } from './classic-note';
import type { ClassicSettings } from './classic-settings';
import { settingNotes } from './setting-notes';

/** A note for each setting that does something, has no effect in cloud mode or cannot be reproduced. */
export function notesOn(settings: ClassicSettings): ClassicNote[] {
  return (Object.keys(settingNotes) as (keyof ClassicSettings)[]).flatMap((setting) => {
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
