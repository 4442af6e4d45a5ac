import type { JsonObject } from './json-object';

/** Amplitude keeps a JSON number as an id too (seen in the field), so an id on the wire is not always text. */
export type WireId = string | number | null;

/** Whom an event, or an identification, is about. */
export interface WireIdentity extends JsonObject {
  user_id?: WireId;
  device_id?: WireId;
  /** Dedupe key, together with the device ("HTTP V2, Event deduplication"). */
  insert_id?: string | null;
}

/** One member of `events` as `/2/httpapi` and `/batch` receive it ("HTTP V2, Event keys"). */
export interface WireEvent extends WireIdentity {
  event_type: string;
  time?: number | null;
  session_id?: number | null;
  event_properties?: JsonObject | null;
  user_properties?: JsonObject | null;
  groups?: JsonObject | null;
  group_properties?: JsonObject | null;
}

/** One member of `identification` as `/identify` receives it ("Identify API"). */
export interface WireIdentification extends WireIdentity {
  user_properties?: JsonObject | null;
  groups?: JsonObject | null;
}

/** One member of `identification` as `/groupidentify` receives it ("Group Identify API"). */
export interface WireGroupIdentification extends JsonObject {
  group_type: string;
  group_value: string;
  group_properties?: JsonObject | null;
}
