import { IntegrationError } from '@segment/actions-core';

/** Where Amplitude's services of one region are. */
interface RegionRow {
  /** What a customer reads. */
  label: string;
  /** What a person types on a command line. */
  shortName: string;
  /** Origins: events and identifies, user mapping, and the services that ask for both keys. */
  hosts: { ingestion: string; mapping: string; dashboard: string };
}

/**
 * Amplitude's regions, by the value of the setting `endpoint`. All that differs between regions comes from here. User
 * mapping lives on another host than ingestion (User Mapping API).
 */
export const REGIONS = {
  north_america: {
    label: 'North America',
    shortName: 'us',
    hosts: {
      ingestion: 'https://api2.amplitude.com',
      mapping: 'https://api.amplitude.com',
      dashboard: 'https://amplitude.com',
    },
  },
  europe: {
    label: 'Europe',
    shortName: 'eu',
    hosts: {
      ingestion: 'https://api.eu.amplitude.com',
      mapping: 'https://api.eu.amplitude.com',
      dashboard: 'https://analytics.eu.amplitude.com',
    },
  },
} as const satisfies Record<string, RegionRow>;

/** Key of a region, as the setting `endpoint` holds it. */
export type Region = keyof typeof REGIONS;

/** Keys of all regions. */
export const REGION_KEYS = Object.keys(REGIONS) as Region[];
/** Where a project lives that names no region. */
export const DEFAULT_REGION: Region = 'north_america';

/**
 * The region of a project whose setting `endpoint` is this; absent or '', which forms store for what was never filled in,
 * means {@link DEFAULT_REGION}. Throws an `IntegrationError` of status 400 for any other value: a guess would send data to
 * the wrong continent.
 *
 * @example toRegion('') // 'north_america'
 */
export function toRegion(endpoint: string | null | undefined): Region {
  const region = REGION_KEYS.find((key) => key === (endpoint || DEFAULT_REGION));
  if (region !== undefined) return region;
  const known = REGION_KEYS.map((key) => `"${key}"`).join(' or ');
  throw new IntegrationError(
    `The setting "endpoint" must be ${known}, not ${JSON.stringify(endpoint)}.`,
    'INVALID_SETTING',
    400,
  );
}

/**
 * The region that somebody means by a key, a short name or the host name of an ingestion server; any case.
 *
 * @example findRegion('EU') // 'europe'
 */
export function findRegion(name: string): Region | undefined {
  const wanted = name.trim().toLowerCase();
  return REGION_KEYS.find((key) => {
    const { shortName, hosts } = REGIONS[key];
    return [key, shortName, new URL(hosts.ingestion).host, new URL(hosts.mapping).host].includes(wanted);
  });
}
