export type { ClassicSettings, QueryTarget } from './classic-settings';
export { ClassicSettingsError } from './classic-settings-error';
export { fromClassicSettings, type ClassicMigration } from './from-classic-settings';
export type { ClassicNote, NoteEffect } from './classic-note';
export type { ClassicSubscription } from './subscriptions/subscription';
