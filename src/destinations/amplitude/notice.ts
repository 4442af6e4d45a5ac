/** Something that was left out, or sent as something else. It is reported through the host's logger and stats. */
export interface Notice {
  /** Name of the counter, `amplitude.<name>`. */
  name:
    | 'id_dropped'
    | 'ingested_less'
    | 'operation_dropped'
    | 'revenue_unreadable'
    | 'time_missing'
    | 'time_unreadable'
    | 'value_dropped';
  /** One sentence that names the field. */
  text: string;
  /** It is about a whole request: the same object stands at each payload of it, and counts once. */
  isShared?: true;
}
