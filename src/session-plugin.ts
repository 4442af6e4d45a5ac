/** `segment-actions-amplitude/session-plugin`: what runs in the visitor's browser, and nothing of the server's. */
export { amplitudeAttribution, type AttributionOptions } from './destinations/amplitude/attributionPlugin';
export { amplitudeSession, sessionId } from './destinations/amplitude/sessionPlugin';
export type {
  AmplitudeSession,
  SessionActionInput,
  SessionEventFacts,
  SessionOptions,
  WebSessionOptions,
} from './destinations/amplitude/sessionPlugin';
