/** What the intake hands over: one event, for one partition. */
export interface NewMessage {
  /** Source and messageId of the event. A message that is appended again has the same id. */
  id: string;
  /** From 0 to `partitions - 1`. All events of one user go into one partition. */
  partition: number;
  body: Uint8Array;
}

/** What a worker gets. */
export interface Message extends NewMessage {
  /** When it was appended, in milliseconds since 1970. */
  appendedAt: number;
}
