/**
 * Amplitude the service, for programs that talk to it beside the destination: the command line and the service use it,
 * so that regions, limits, statuses and waits exist once.
 */
export { toDeletionRequest } from './destinations/amplitude/api/deletion-request';
export { toReason } from './destinations/amplitude/api/read-answer';
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
export { isRetryable } from './destinations/amplitude/api/outcome';
export { firstOf, path, unlessBlank } from './destinations/amplitude/fields';
export { isJsonObject, parseJsonObject } from './json-object';
