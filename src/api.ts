/**
 * Amplitude the service, for programs that talk to it beside the destination: the command line and the service use it,
 * so that regions, limits, statuses and waits exist once.
 */
export { toDeletionRequest } from './destinations/amplitude/api/deletion-request';
export { toRedactor } from './destinations/amplitude/api/redact';
export { toFrameworkTransport } from './destinations/amplitude/api/framework-transport';
export {
  MAX_ANSWER_BYTES,
  NO_ANSWER,
  TIMEOUT_MS,
  toBrokenConnection,
  type Answer,
  type HttpRequest,
  type Transport,
} from './destinations/amplitude/api/transport';
export { toEpochMs } from './destinations/amplitude/mapping/epoch-ms';
export { isRetryable } from './destinations/amplitude/api/outcome';
export { toBaseUrl } from './destinations/amplitude/api/base-url';
export { toUrl, type Endpoint, type IngestionEndpoint } from './destinations/amplitude/api/endpoints';
export { EVENT_LISTS, type Throttle } from './destinations/amplitude/api/event-lists';
export { DELETION_LIMITS, LIMITS } from './destinations/amplitude/api/limits';
export { DAILY_QUOTA_WAIT_MS, PROJECT_WAIT_MS, RATES, type Rate } from './destinations/amplitude/api/rates';
export { readDeletion, type Deletion } from './destinations/amplitude/api/read-deletion';
export {
  DEFAULT_REGION,
  REGION_KEYS,
  REGIONS,
  findRegion,
  toRegion,
  type Region,
} from './destinations/amplitude/api/regions';
export { toReason } from './destinations/amplitude/api/to-reason';
export { firstOf, path, unlessBlank } from './destinations/amplitude/fields';
export { isJsonObject, parseJsonObject } from './json-object';
