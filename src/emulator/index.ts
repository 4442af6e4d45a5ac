export { startAmplitudeEmulator } from './start-amplitude-emulator';
export type { AmplitudeEmulator } from './amplitude-emulator';
export type { AllCounts, Counts, Endpoint } from './counts';
export type { DeletionJob } from './deletion-jobs';
export type { EmulatorOptions } from './emulator-options';
export type { Exchange } from './exchange';
export type { Fault } from './faults';
export { isFaultAction, readFault } from './read-fault';
export type { Group } from './group-store';
export { DOCUMENTED_LIMITS, type Limits } from './limits';
export type { JsonObject } from './json-object';
export type { ProjectView } from './project-view';
export type { Refusal, RefusalRule } from './refusal';
export type { User } from './user-store';
export type { WireEvent, WireGroupIdentification, WireIdentification } from './wire-event';
export type { NotSent } from './arrivals/arrival-log';
export type {
  ArrivalDetail,
  FieldTrace,
  RequestDetail,
  Row,
  RowOutcome,
  SourceDetail,
  StreamMessage,
} from './page-api';
export type { PageAssets } from './page-assets';
export type {
  TryCheck,
  TryInput,
  TryRequest,
  TryResult,
  TryStep,
  TrySubscription,
  Workbench,
} from './workbench';
