/**
 * What a script tag adds to a page: the globals `amplitudeSession` and, with `session-plugin.attribution.min.js`,
 * `amplitudeAttribution`. For their types alone: `import type {} from 'segment-actions-amplitude-session/global'`.
 */
import { amplitudeSession as session } from '../destinations/amplitude/sessionPlugin';
import { amplitudeAttribution as attribution } from '../destinations/amplitude/attributionPlugin';

declare global {
  var amplitudeAttribution: typeof attribution;
  var amplitudeSession: typeof session;
}

globalThis.amplitudeAttribution = attribution;
globalThis.amplitudeSession = session;
