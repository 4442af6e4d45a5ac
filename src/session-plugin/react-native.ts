/** `segment-actions-amplitude/session-plugin/react-native`: the session plugin for a phone. */
export { amplitudeSession } from '../destinations/amplitude/sessionPlugin/react-native';
export type { ReactNativeSessionOptions } from '../destinations/amplitude/sessionPlugin/react-native';
export type { SessionOptions } from '../destinations/amplitude/sessionPlugin/session-options';
