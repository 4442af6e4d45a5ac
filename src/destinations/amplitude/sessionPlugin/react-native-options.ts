import type { PhoneStore } from './phone-storage';
import type { SessionOptions } from './session-options';

/** What the plugin needs of the phone. In an app: `AsyncStorage` and `AppState`, as they are. */
export interface ReactNativeSessionOptions extends SessionOptions {
  storage: PhoneStore;
  appState: {
    addEventListener(type: 'change', listener: (state: string) => void): { remove(): void };
  };
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
}
