/** `segment-actions-amplitude/session-plugin/react-native`: the session plugin for a phone. */
export { amplitudeSession } from '../destinations/amplitude/sessionPlugin/react-native';
export type {
  AmplitudeSession,
  ReactNativeSessionOptions,
} from '../destinations/amplitude/sessionPlugin/react-native';
export type {
  SessionEventFacts,
  SessionOptions,
} from '../destinations/amplitude/sessionPlugin/session-options';
