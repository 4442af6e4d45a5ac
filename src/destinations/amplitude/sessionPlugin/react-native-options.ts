import type { PhoneStore } from './phone-storage';
import type { SessionOptions } from './session-options';

/** What the plugin needs of the phone. In an app: `AsyncStorage` and `AppState`, as they are. */
export interface ReactNativeSessionOptions extends SessionOptions {
  storage: PhoneStore;
  appState: {
    /** Calls back when the app goes to the background or comes back. */
    addEventListener(
      type: 'change',
      listener: (state: string) => void,
    ): {
      /** Ends it. */
      remove(): void;
    };
  };
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
}
