/** One request and how it was answered. Holds no key: the query, the headers and the bodies are left out. */
export interface Exchange {
  method: string;
  path: string;
  /** HTTP status; 0 when the connection was dropped instead. */
  status: number;
  /** Bytes of the request body as sent. */
  bytesSent: number;
  /** Bytes of the request body once gunzipped; 0 when it was over the limit and not read. */
  bytes: number;
  contentType: string;
  contentEncoding: string;
  /** Events, identifications, mappings or ids the body held; 0 when it could not be read. */
  items: number;
  /** When the answer was made, ms since the epoch on the emulator's clock. */
  at: number;
}
