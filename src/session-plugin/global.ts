/**
 * What a script tag adds to a page: the global `amplitudeSession`. For its type alone:
 * `import type {} from 'segment-actions-amplitude-session/global'`.
 */
import { amplitudeSession as plugin } from '../destinations/amplitude/sessionPlugin';

declare global {
  var amplitudeSession: typeof plugin;
}

globalThis.amplitudeSession = plugin;
