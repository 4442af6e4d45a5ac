/**
 * Amplitude the service, for programs that talk to it beside the destination: the command line and the service use it,
 * so that regions, limits, statuses and waits exist once.
 */
export { toDeletionRequest } from './destinations/amplitude/api/deletion-request';
export { toReason } from './destinations/amplitude/api/read-outcomes';
export { toRedactor } from './destinations/amplitude/api/redact';
export { send } from './destinations/amplitude/api/send';
export { firstOf, path, unlessBlank } from './destinations/amplitude/fields';
export { isJsonObject, parseJsonObject } from './json-object';
