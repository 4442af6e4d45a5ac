import type { GlobalSetting } from '@segment/actions-core';
import { DEFAULT_REGION, REGION_KEYS, REGIONS, type Region } from './api/regions';

/** What a customer fills in. */
export interface Settings {
  /** Key of the Amplitude project. */
  apiKey: string;
  /** Secret key of the Amplitude project, for deletions and for testing the credentials. */
  secretKey: string;
  /** Where the project lives. Absent means north_america; any other value than a region's key is an error. */
  endpoint?: Region | undefined;
}

/** The settings as a customer sees them. */
export const settingsFields: Record<keyof Settings, GlobalSetting> = {
  apiKey: {
    label: 'API Key',
    type: 'password',
    required: true,
    description: 'API key of your Amplitude project, from its General settings.',
  },
  secretKey: {
    label: 'Secret Key',
    type: 'password',
    required: true,
    description: 'Secret key of your Amplitude project, from its General settings. Needed for deletions.',
  },
  endpoint: {
    label: 'Endpoint Region',
    type: 'string',
    format: 'text',
    choices: REGION_KEYS.map((key) => ({ label: REGIONS[key].label, value: key })),
    default: DEFAULT_REGION,
    description: 'Region in which your Amplitude project lives.',
  },
};

/** What the host program (never a customer) may choose. */
export interface DestinationOptions {
  /**
   * Stands in place of Amplitude's addresses: an emulator or a proxy, for instance "http://127.0.0.1:4000". A path in it
   * goes in front of Amplitude's own.
   */
  baseUrl?: string | undefined;
  /** Compresses httpapi and batch bodies over 2 KiB. */
  gzip?: boolean | undefined;
}
