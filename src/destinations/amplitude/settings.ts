/** What a customer fills in. */
export interface Settings {
  /** Key of the Amplitude project. */
  apiKey: string;
  /** Secret key of the Amplitude project, for deletions and for testing the credentials. */
  secretKey: string;
  /** Where the project lives. Absent means north_america. */
  endpoint?: string;
}

/** What the host program (never a customer) may choose. */
export interface DestinationOptions {
  /** Sends every request to this origin, paths kept: an emulator or a proxy. For instance "http://127.0.0.1:4000". */
  baseUrl?: string | undefined;
  /** Compresses httpapi and batch bodies over 2 KiB. */
  gzip?: boolean | undefined;
}
