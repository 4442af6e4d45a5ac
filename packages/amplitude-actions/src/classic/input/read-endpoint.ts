import { findRegion, REGION_KEYS, type Region } from 'segment-actions-amplitude/api';
import { Malformed } from './malformed';

/** The region of a host, a URL or a region's name: Classic's setting held any of them. */
export function readEndpoint(text: string): Region {
  const region = findRegion(text.replace(/^https?:\/\/|\/.*$/gi, '').replace(/\s+/g, '_'));
  if (region !== undefined) return region;
  throw new Malformed(`must name a region: ${REGION_KEYS.map((key) => `"${key}"`).join(' or ')}`);
}
