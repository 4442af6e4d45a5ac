/**
 * What becomes of a Classic setting.
 * - `reproduced`: the subscriptions do the same.
 * - `no_cloud_effect`: Classic read it on the user's device only, and the subscriptions have no use for it.
 * - `not_reproducible`: the note says why, and what to do instead.
 * - `needs_you`: something has to be filled in or decided.
 * - `unknown`: Classic has no setting of this name.
 */
export type NoteEffect = 'reproduced' | 'no_cloud_effect' | 'not_reproducible' | 'needs_you' | 'unknown';

export interface ClassicNote {
  /** The key of the setting, the name as it was given when it is unknown, or `subscriptions`. */
  setting: string;
  effect: NoteEffect;
  note: string;
}
