export { amplitudeAttribution } from './amplitude-attribution';
export type { AttributionOptions } from './attribution-options';
