/** The parts of an event, as analytics.js sends it, that the example reads. */
export interface SentEvent {
  messageId?: string;
  type?: string;
  event?: string;
  name?: string;
  userId?: string | null;
  anonymousId?: string;
  timestamp?: string;
  integrations?: Record<string, boolean | { session_id?: number }>;
}

/** An event of the page, and what became of it. Neither `received` nor `reason`: it is on its way. */
export interface ActivityRow {
  /** The messageId. */
  id: string;
  /** When it happened, by the page's clock, in milliseconds since 1970. */
  time: number;
  name: string;
  /** Absent: the plugin gave it none. */
  sessionId?: number | undefined;
  received?: { name: string; sessionId: number | undefined };
  /** Why Amplitude has no event of it, in one sentence. */
  reason?: string | undefined;
}
