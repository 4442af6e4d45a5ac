/** What a block takes for granted: names of the reader's program, and modules that only an app has. On one line each. */
export interface Prelude {
  /** Words of the blocks that it is for. */
  words: string;
  names?: string;
  modules?: string;
}

export const PRELUDES: readonly Prelude[] = [
  {
    words: 'groupSubscription({ type:',
    names: "declare const settings: import('segment-actions-amplitude/runtime').RuntimeSettings;",
  },
  {
    words: 'const again = events.flatMap',
    names:
      "import { isRetryable, type EventAnswer } from 'segment-actions-amplitude/runtime'; declare const events: object[]; declare const answers: EventAnswer[];",
  },
  {
    words: 'compareWithClassic(segmentEvents',
    names: 'declare const segmentEvents: Record<string, unknown>[];',
  },
  {
    words: "from 'react-native'",
    modules:
      "declare module 'react-native' { export const AppState: { currentState: string; addEventListener(type: 'change', listener: (state: string) => void): { remove(): void } }; } declare module '@react-native-async-storage/async-storage' { const store: { getItem(key: string): Promise<string | null>; setItem(key: string, value: string): Promise<void>; removeItem(key: string): Promise<void> }; export default store; }",
  },
  {
    words: "url.searchParams.set('ampSessionId'",
    names: 'declare const sessions: { getId(): string };',
  },
  {
    words: 'runtime.explain(event)',
    names:
      "declare const runtime: import('segment-actions-amplitude/runtime').Runtime; declare const event: object;",
  },
  {
    words: '// In the page:',
    names:
      "declare const sessions: { getId(): number | undefined }; declare const request: import('node:http').IncomingMessage; declare const analytics: { track(call: object): void }; declare const userId: string;",
  },
  {
    words: "'Actions Amplitude': hasConsent",
    names:
      "import { AnalyticsBrowser } from '@segment/analytics-next'; declare const writeKey: string; declare const hasConsent: boolean; declare const sessions: import('segment-actions-amplitude/session-plugin').AmplitudeSession;",
  },
];
