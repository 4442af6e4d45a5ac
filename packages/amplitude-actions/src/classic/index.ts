export type { ClassicNote, NoteEffect } from './classic-note';
export type { ClassicSettings, QueryTarget } from './classic-settings';
export { ClassicSettingsError } from './classic-settings-error';
export { compareWithClassic } from './compare/compare-with-classic';
export type {
  ClassicComparison,
  ClassicDifference,
  DifferenceCount,
  EventComparison,
} from './compare/compare-with-classic';
export type { RawDifference } from './compare/differences';
export type { Refusal } from './compare/run-subscriptions';
export { fromClassicSettings, type ClassicMigration } from './from-classic-settings';
export type { ClassicRule, RuleSource } from './model/classic-rules';
export type { WireCall } from './model/wire-call';
export type { ClassicSubscription } from './subscriptions/subscription';
