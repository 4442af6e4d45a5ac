import type { Settings } from 'segment-actions-amplitude';
import type { ClassicSettings } from './classic-settings';
import type { ClassicNote } from './classic-note';
import { notesOn, notesOnCount } from './notes-on';
import { readClassicSettings } from './read-classic-settings';
import { aliases } from './subscriptions/aliases';
import { groups } from './subscriptions/groups';
import { identifies } from './subscriptions/identifies';
import { pagesAndScreens } from './subscriptions/pages-and-screens';
import { sessions } from './subscriptions/sessions';
import type { ClassicSubscription } from './subscriptions/subscription';
import { tracks } from './subscriptions/tracks';

/** What to set up in place of an Amplitude Classic destination. */
export interface ClassicMigration {
  /** Settings of the new destination. `secretKey` is empty when Classic had none: a note says so. */
  settings: Settings;
  subscriptions: ClassicSubscription[];
  /** What becomes of the Classic settings, in plain sentences. */
  notes: ClassicNote[];
}

/**
 * Turns the settings of an Amplitude Classic destination, as exported from Segment, into a destination and
 * subscriptions that send the same.
 *
 * @throws {ClassicSettingsError} with one problem for each unknown or malformed setting.
 */
export function fromClassicSettings(classicSettings: unknown): ClassicMigration {
  const classic = readClassicSettings(classicSettings);
  const subscriptions = subscriptionsFor(classic);
  return {
    settings: { apiKey: classic.apiKey, secretKey: classic.secretKey, endpoint: classic.endpoint },
    subscriptions,
    notes: [...notesOn(classic), ...notesOnCount(subscriptions.length)],
  };
}

function subscriptionsFor(classic: ClassicSettings): ClassicSubscription[] {
  return [
    ...tracks(classic),
    ...pagesAndScreens(classic),
    identifies(classic),
    groups(classic),
    ...aliases(classic),
    ...sessions(classic),
  ];
}
