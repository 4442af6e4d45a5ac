import { createColors } from 'picocolors';
import type { Output } from './io';

export type Colors = ReturnType<typeof createColors>;

/** Colours for a terminal that has them (NO_COLOR and FORCE_COLOR count), none for a file or a pipe. */
export function toColors(output: Output): Colors {
  return createColors(output.hasColors?.() ?? false);
}
