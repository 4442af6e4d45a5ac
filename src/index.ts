import { createAmplitudeDestination } from './destinations/amplitude';

/** The destination as Segment runs it: Amplitude's own addresses, no compression. */
const amplitudeDestination = createAmplitudeDestination();

export default amplitudeDestination;
export { amplitudeDestination, createAmplitudeDestination };
export type { DestinationOptions, Settings } from './destinations/amplitude/settings';
