/** What the emulator refuses beyond the rules that always hold. Infinity, 0 or false switches a limit off. */
export interface Limits {
  /** Bytes of an HTTP V2 body, gunzipped; a body must be under it, else 413 ("HTTP V2, 413"). */
  httpapiBytes: number;
  /** Bytes of a batch body, gunzipped; a body must be under it, else 413 ("Batch, 413"). */
  batchBytes: number;
  /** Most bytes of an identify, groupidentify or usermap form ("Group Identify"; by choice for identify). */
  formBytes: number;
  /** Most events in one httpapi or batch request, else 413. */
  uploadEvents: number;
  /** Most objects in one identify request: undocumented, so groupidentify's number by choice. */
  identifyObjects: number;
  groupObjects: number;
  /** Most group properties in one request, summed over its objects. */
  groupProperties: number;
  mappings: number;
  /** Mappings per rate window; once reached, every request is 429 until the window falls below ("User Mapping"). */
  mappingsPerWindow: number;
  /**
   * Events a second of one user or device on httpapi (and identify), averaged over the rate window ("HTTP V2, 429").
   * The request's own events count: one that alone holds more of an id than a window takes never passes.
   */
  httpapiEventsPerSecond: number;
  /** The same on batch ("Batch, 429"). */
  batchEventsPerSecond: number;
  rateWindowSeconds: number;
  /** Events of one user or device in a rolling 24 h, in steps of an hour ("Batch, daily limits"). */
  eventsPerDay: number;
  /** Shortest id, unless the request's `options.min_id_length` says otherwise; 0 lets any length through. */
  minIdLength: number;
  deletionIds: number;
  deletionsPerSecond: number;
  searchesPerHour: number;
  /** Refuse documented keys of another type as invalid fields (`time` is always checked). */
  fieldTypes: boolean;
  /**
   * Refuse uploads that are not sent as `application/json` ("HTTP V2, Headers"). Off even when strict: Amplitude's own
   * browser SDK sends beacons as text/plain, and they are taken.
   */
  jsonContentType: boolean;
  /**
   * Refuse operations beside plain keys in an event's properties. "Identify API" forbids it; the pages of httpapi and
   * batch do not say.
   */
  mixedOperations: boolean;
  /** Refuse a deletion whose flags are JSON booleans ("ignore_invalid_id can only be 'True' or 'False'"). */
  textFlags: boolean;
  /** Longest path and query of a request, else 414 ("Identify API, 414"; the length is by choice). */
  urlCharacters: number;
  /** Longest text of an id or a property; longer text is cut without a word ("HTTP V2", limits). */
  textCharacters: number;
  /** Most layers of properties; deeper ones are left out without a word ("HTTP V2", limits; how is not documented). */
  objectDepth: number;
  /** Most group types of an event; further ones are not tracked ("HTTP V2, groups"). */
  groupTypes: number;
  /** Most group values of an event; further ones are not tracked ("HTTP V2, groups"). */
  groupValues: number;
  /** Deletions know only users that were seen; otherwise any id is taken for a user ("User Privacy"). */
  knownUsersOnly: boolean;
}

/** Every limit that Amplitude documents, as `strict` holds them. */
export const DOCUMENTED_LIMITS: Readonly<Limits> = {
  httpapiBytes: 1_000_000,
  batchBytes: 20_000_000,
  formBytes: 1_000_000,
  uploadEvents: 2_000,
  identifyObjects: 1_024,
  groupObjects: 1_024,
  groupProperties: 1_024,
  mappings: 2_000,
  mappingsPerWindow: 1_500,
  httpapiEventsPerSecond: 30,
  batchEventsPerSecond: 1_000,
  rateWindowSeconds: 30,
  eventsPerDay: 500_000,
  minIdLength: 5,
  deletionIds: 100,
  deletionsPerSecond: 1,
  searchesPerHour: 360,
  fieldTypes: true,
  jsonContentType: false,
  mixedOperations: true,
  textFlags: true,
  urlCharacters: 8_192,
  textCharacters: 1_024,
  objectDepth: 40,
  groupTypes: 5,
  groupValues: 10,
  knownUsersOnly: true,
};

export const NO_LIMITS: Readonly<Limits> = {
  httpapiBytes: Infinity,
  batchBytes: Infinity,
  formBytes: Infinity,
  uploadEvents: Infinity,
  identifyObjects: Infinity,
  groupObjects: Infinity,
  groupProperties: Infinity,
  mappings: Infinity,
  mappingsPerWindow: Infinity,
  httpapiEventsPerSecond: Infinity,
  batchEventsPerSecond: Infinity,
  rateWindowSeconds: 30,
  eventsPerDay: Infinity,
  minIdLength: 0,
  deletionIds: Infinity,
  deletionsPerSecond: Infinity,
  searchesPerHour: Infinity,
  fieldTypes: false,
  jsonContentType: false,
  mixedOperations: false,
  textFlags: false,
  urlCharacters: Infinity,
  textCharacters: Infinity,
  objectDepth: Infinity,
  groupTypes: Infinity,
  groupValues: Infinity,
  knownUsersOnly: false,
};

export function toLimits(strict: boolean, overrides: Partial<Limits>): Limits {
  return { ...(strict ? DOCUMENTED_LIMITS : NO_LIMITS), ...overrides };
}
