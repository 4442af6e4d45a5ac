import type { Settings } from 'segment-actions-amplitude';
import type { ClassicSettings } from './classic-settings';
import type { ClassicNote } from './classic-note';
import { readClassicSettings } from './input/read-classic-settings';
import { notesOn, notesOnCount } from './notes/notes-on';
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
  /** Settings that the export does not name or leaves empty, so that Classic's default counts for them. */
  defaulted: (keyof ClassicSettings)[];
}

/**
 * The names under which events may keep themselves from the new destination: its own, and that of Classic, which they
 * already carry. For `integrationNames` of the runtime.
 */
export const INTEGRATION_NAMES: readonly string[] = ['Actions Amplitude', 'Amplitude'];

/**
 * Turns the settings of an Amplitude Classic destination into a destination and subscriptions that send the same.
 * Takes them as Segment hands them out: plain, from the Public API or the older Config API, from what analytics.js
 * loads, under the labels of the app, or in snake_case.
 *
 * @throws {ClassicSettingsError} with one problem for each malformed setting.
 * @example
 * const { settings, subscriptions, notes } = fromClassicSettings({ apiKey: '…', trackAllPages: true });
 */
export function fromClassicSettings(classicSettings: unknown): ClassicMigration {
  const { settings: classic, defaulted, notes } = readClassicSettings(classicSettings);
  const subscriptions = subscriptionsFor(classic);
  return {
    settings: { apiKey: classic.apiKey, secretKey: classic.secretKey, endpoint: classic.endpoint },
    subscriptions,
    notes: [...notes, ...notesOn(classic, notes), ...notesOnCount(subscriptions.length)],
    defaulted,
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
