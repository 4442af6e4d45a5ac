/** A value that an item changed at a user or a group. */
export interface Change {
  /** `property`; `group` the user belongs to; `total` (events, revenue, paying); `identity` (ids). */
  about: 'property' | 'group' | 'total' | 'identity';
  key: string;
  /** As on the wire (`$set`, `$add`), or `plain` for a plain key; a word of ours for the rest. */
  operation: string;
  before?: unknown;
  after?: unknown;
}

export type RecordChange = (change: Change) => void;

/** Why an item was refused, in a sentence, and the field it is about. */
export interface ItemProblem {
  index: number;
  field?: string;
  reason: string;
}

/** What became of one item beyond its answer. */
export interface ItemNotes {
  isDuplicate?: true;
  /** Paths that were cut or left out because of a limit that Amplitude enforces silently. */
  cut: string[];
  changes: { subject: string; change: Change }[];
  /** The user or group it is about: `user/<amplitude_id>` or `group/<type>/<value>`. */
  subjects: Set<string>;
}

export const userSubject = (amplitudeId: number): string => `user/${amplitudeId}`;
export const groupSubject = (type: string, value: string): string =>
  `group/${encodeURIComponent(type)}/${encodeURIComponent(value)}`;

/** Takes notes while one request is processed, for the page. Without a page there is none, and nothing is noted. */
export class Journal {
  readonly problems: ItemProblem[] = [];
  readonly #notes = new Map<number, ItemNotes>();

  /** The number of the API key's project, once it is known. */
  project: number | undefined;

  /** The notes of an item, by its index in the request. */
  of(index: number): ItemNotes {
    const known = this.#notes.get(index);
    if (known) return known;
    const notes: ItemNotes = { cut: [], changes: [], subjects: new Set() };
    this.#notes.set(index, notes);
    return notes;
  }

  /** Notes changes of this subject, made by this item. */
  recorder(index: number, subject: string): RecordChange {
    const { changes, subjects } = this.of(index);
    subjects.add(subject);
    return (change) => void changes.push({ subject, change });
  }
}
