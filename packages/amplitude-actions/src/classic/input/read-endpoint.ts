import type { ClassicSettings } from '../classic-settings';
import { Malformed } from './malformed';

const REGIONS: Readonly<Record<string, ClassicSettings['endpoint']>> = {
  us: 'north_america',
  north_america: 'north_america',
  'api.amplitude.com': 'north_america',
  'api2.amplitude.com': 'north_america',
  eu: 'europe',
  europe: 'europe',
  'api.eu.amplitude.com': 'europe',
};

/** The region of a host, a URL or a region's name: Classic's setting held any of them. */
export function readEndpoint(text: string): ClassicSettings['endpoint'] {
  const given = text
    .toLowerCase()
    .replace(/^https?:\/\/|\/.*$/g, '')
    .replace(/\s+/g, '_');
  const region = REGIONS[given];
  if (region === undefined) throw new Malformed('must name a region: "north_america" or "europe"');
  return region;
}
