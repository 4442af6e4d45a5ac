import { createAmplitudeDestination } from '../destinations/amplitude';

/** The destination whose actions the migration subscribes: read for its default mappings and presets, never run. */
export const amplitudeDefinition = createAmplitudeDestination();
