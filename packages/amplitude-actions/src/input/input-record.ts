/** One record of a source: a line, an element of an array or a row of a table. Not looked at yet. */
export interface InputRecord {
  /** Counts the source's records from 1, blank lines left out: what a checkpoint remembers. */
  position: number;
  /** Where it stands, for people: `events.ndjson:12`, `events.json, element 3`. */
  place: string;
  /** About how much of the source it takes. */
  bytes: number;
  content: RecordContent;
}

export type RecordContent =
  | { text: string }
  /** A row of a table, made an event already. */
  | { value: unknown }
  /** It can be no event, whatever it says; `start` is its beginning, for people, and `base64` all of it where it is no text. */
  | { problem: string; start: string; base64?: string };
