import {
  startPlayground,
  type Playground,
} from '../packages/amplitude-actions/src/playground/start-playground';
import { playgroundSubscriptions } from '../packages/amplitude-actions/src/playground/playground-subscriptions';
import { startAmplitudeEmulator, type EmulatorOptions } from '../src/emulator';
import { bundlePage } from './bundle-page';

/** What `amplitude-actions playground` starts, from source and with the page as it is now. */
export async function startPage(options: EmulatorOptions = {}): Promise<Playground> {
  const page = await bundlePage();
  return startPlayground({
    subscriptions: playgroundSubscriptions(),
    apiKey: options.apiKey ?? 'playground',
    start: (more) => startAmplitudeEmulator({ strict: true, page, ...options, ...more }),
  });
}
