import { DEFAULT_REGION, type Region } from 'segment-actions-amplitude/api';
/** Where a mapped query string goes. */
export type QueryTarget = 'event_properties' | 'user_properties';

/** All 37 settings of an Amplitude Classic destination, each with a value. */
export interface ClassicSettings {
  apiKey: string;
  secretKey: string;
  endpoint: Region;
  trackProductsOnce: boolean;
  versionName: string;
  trackAllPages: boolean;
  /** "Track All Screens". */
  trackAllPagesV2: boolean;
  trackCategorizedPages: boolean;
  trackNamedPages: boolean;
  groupTypeTrait: string;
  groupValueTrait: string;
  traitsToIncrement: readonly string[];
  traitsToSetOnce: readonly string[];
  traitsToAppend: readonly string[];
  traitsToPrepend: readonly string[];
  /** Path in the Segment event → name of the event property. */
  appendFieldsToEventProps: Readonly<Record<string, string>>;
  batchEvents: boolean;
  /** Milliseconds. */
  eventUploadPeriodMillis: number;
  eventUploadThreshold: number;
  sendToBatchEndpoint: boolean;
  enableLocationListening: boolean;
  forceHttps: boolean;
  /** Name of the property → where it goes. */
  mapQueryParams: Readonly<Record<string, QueryTarget>>;
  preferAnonymousIdForDeviceId: boolean;
  useAdvertisingIdForDeviceId: boolean;
  deviceIdFromUrlParam: boolean;
  saveParamsReferrerOncePerSession: boolean;
  unsetParamsReferrerOnNewSession: boolean;
  useAmplitudeReferral: boolean;
  trackReferrer: boolean;
  trackUtmProperties: boolean;
  trackGclid: boolean;
  /** "Enable Alias". */
  sendAlias: boolean;
  trackRevenuePerProduct: boolean;
  useLogRevenueV2: boolean;
  trackSessionEvents: boolean;
  /** "Send Custom Language and Country Properties". */
  useCustomAmplitudeProperties: boolean;
}

/** What a destination has until its owner changes it (Segment's catalog of Classic settings). */
export const classicDefaults: Omit<ClassicSettings, 'apiKey'> = {
  secretKey: '',
  endpoint: DEFAULT_REGION,
  trackProductsOnce: false,
  versionName: '',
  trackAllPages: false,
  trackAllPagesV2: false,
  trackCategorizedPages: true,
  trackNamedPages: true,
  groupTypeTrait: '',
  groupValueTrait: '',
  traitsToIncrement: [],
  traitsToSetOnce: [],
  traitsToAppend: [],
  traitsToPrepend: [],
  appendFieldsToEventProps: {},
  batchEvents: false,
  eventUploadPeriodMillis: 30_000,
  eventUploadThreshold: 30,
  sendToBatchEndpoint: false,
  enableLocationListening: true,
  forceHttps: false,
  mapQueryParams: {},
  preferAnonymousIdForDeviceId: false,
  useAdvertisingIdForDeviceId: false,
  deviceIdFromUrlParam: false,
  saveParamsReferrerOncePerSession: true,
  unsetParamsReferrerOnNewSession: false,
  useAmplitudeReferral: false,
  trackReferrer: true,
  trackUtmProperties: true,
  trackGclid: false,
  sendAlias: false,
  trackRevenuePerProduct: false,
  useLogRevenueV2: true,
  trackSessionEvents: false,
  useCustomAmplitudeProperties: false,
};
