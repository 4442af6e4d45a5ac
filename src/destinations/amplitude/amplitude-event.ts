import type { JSONLikeObject } from '@segment/actions-core';

/** One object as it goes to Amplitude: an event, an identification, a group update or a mapping, already allow-listed. */
export type AmplitudeObject = JSONLikeObject;

/** A group's name, or several names, by the type of the group. */
export type Groups = Record<string, string | string[]>;

/** Device and place of a user. Amplitude updates the first seven together, and country, region, city and dma together. */
export type DeviceAndPlace = {
  app_version?: string;
  platform?: string;
  os_name?: string;
  os_version?: string;
  device_brand?: string;
  device_manufacturer?: string;
  device_model?: string;
  carrier?: string;
  country?: string;
  region?: string;
  city?: string;
  dma?: string;
  language?: string;
};

/** What an event and an identification have in common. */
type Sent = DeviceAndPlace & {
  user_id?: string;
  device_id?: string;
  user_properties?: JSONLikeObject;
  groups?: Groups;
  insert_id?: string;
  time?: number;
  library?: string;
  user_agent?: string;
};

/** The revenue keys of an event. Amplitude multiplies price and quantity where both stand. */
export type RevenueKeys = {
  revenue?: number;
  price?: number;
  quantity?: number;
  productId?: string;
  revenueType?: string;
  currency?: string;
};

/** The tracking plan that an event belongs to. */
export type Plan = { branch?: string; source?: string; version?: string; versionId?: string };

/** The program that brought the event. */
export type IngestionMetadata = { source_name?: string; source_version?: string };

/**
 * One event. Its keys are all that leave: Amplitude HTTP V2, "Keys for the event argument", and those that only
 * Amplitude's SDKs document (`library`, `plan.versionId`, `ingestion_metadata`).
 */
export type AmplitudeEvent = Sent &
  RevenueKeys & {
    event_type: string;
    session_id?: number;
    event_properties?: JSONLikeObject;
    location_lat?: number;
    location_lng?: number;
    ip?: string;
    idfa?: string;
    idfv?: string;
    adid?: string;
    android_id?: string;
    android_app_set_id?: string;
    event_id?: number;
    partner_id?: string;
    plan?: Plan;
    ingestion_metadata?: IngestionMetadata;
    $skip_user_properties_sync?: true;
  };

/** One object of the Identify API: "identification parameter keys", and the four keys that Segment sends beside them. */
export type Identification = Sent & { paying?: 'true'; start_version?: string };

/** One object of the Group Identify API. */
export type GroupUpdate = {
  group_type: string;
  group_value: string;
  group_properties: JSONLikeObject;
  library: string;
};

/** One object of the User Mapping API: a user mapped onto another, or a user to free again. */
export type UserMapping = { user_id: string; global_user_id: string } | { user_id: string; unmap: true };
