import { type RuntimeSettings, type Subscription } from 'segment-actions-amplitude/runtime';
import { type ExitCode } from '../exit-code';
import { type InputSource } from '../input/input-source';
import { type ReadOptions } from '../input/read-records';
import { type FilterFlags } from './event-filter';
import { type RunPaths } from './run-files';
import { type Summary } from './summary';

/** The flags of `send`, checked. Waits in ms. */
export interface SendFlags extends RunPaths, FilterFlags {
  baseUrl?: string | undefined;
  concurrency: number;
  batchSize: number;
  gzip?: boolean | undefined;
  giveUpAfter: number;
  throttleRest?: number | undefined;
  maxEvents?: number | undefined;
  /** Events a second at most. */
  rate?: number | undefined;
  verbose?: boolean | undefined;
}

/** What a run sends, and where to. */
export interface SendPlan {
  sources: readonly InputSource[];
  readRows?: ReadOptions['readRows'];
  subscriptions: readonly Subscription[];
  settings: RuntimeSettings;
  integrationNames?: readonly string[] | undefined;
  flags: SendFlags;
}

export interface SendOutcome {
  summary: Summary;
  exitCode: ExitCode;
  /** What ended the run early, in a sentence. */
  problem?: string;
}

/** Changes of these make another run of it, which must not go on from an old checkpoint. */
export function toIdentity({ subscriptions, settings, flags }: SendPlan): unknown {
  const { since, until, only, event, baseUrl } = flags;
  const { apiKey, endpoint } = settings;
  return { subscriptions, apiKey, endpoint, since, until, only, event, baseUrl };
}
