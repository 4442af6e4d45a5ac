import { findRegion, REGION_KEYS } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import { Malformed } from './malformed';

/** The region of a host, a URL or a region's name: Classic's setting held any of them. */
export function readEndpoint(text: string): ClassicSettings['endpoint'] {
  const given = text
    .toLowerCase()
    .replace(/^https?:\/\/|\/.*$/g, '')
    .replace(/\s+/g, '_');
  const region = findRegion(given);
  if (region === undefined)
    throw new Malformed(`must name a region: ${REGION_KEYS.map((key) => `"${key}"`).join(' or ')}`);
  return region;
}
