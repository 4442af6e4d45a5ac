export { amplitudeSession, type AmplitudeSession } from './amplitude-session';
export { sessionId, type SessionActionInput } from './session-action';
export type { SessionEventFacts, SessionOptions, WebSessionOptions } from './session-options';
