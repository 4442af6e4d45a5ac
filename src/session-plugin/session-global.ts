/** What `session-plugin.min.js` adds to a page: the global `amplitudeSession` alone. */
import { amplitudeSession } from '../destinations/amplitude/sessionPlugin';
import type {} from './global';

globalThis.amplitudeSession = amplitudeSession;
