/**
 * What `import` gets: the CommonJS module under its own names, so that both ways of loading share one destination and
 * the default export is the destination itself, not an object around it.
 */
import { amplitudeDestination, createAmplitudeDestination } from './index.js';

export default amplitudeDestination;
export { amplitudeDestination, createAmplitudeDestination };
export type { DestinationOptions, Settings } from './index.js';
