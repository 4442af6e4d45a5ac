/** Something that was left out, or sent as something else. It is reported through the host's logger and stats. */
export interface Notice {
  /** Name of the counter, `amplitude.<name>`. */
  name:
    | 'cut_by_amplitude'
    | 'id_dropped'
    | 'ingested_less'
    | 'insert_id_missing'
    | 'number_unreadable'
    | 'operation_dropped'
    | 'products_kept'
    | 'revenue_missing'
    | 'revenue_unreadable'
    | 'session_unreadable'
    | 'time_missing'
    | 'time_unreadable'
    | 'value_dropped';
  /** One sentence that names the field. It holds no value of the event. */
  text: string;
  /** It is about a whole request: the same object stands at each payload of it, and counts once. */
  isShared?: true;
  /** Key of the field that it is about, as in the action's fields. */
  field?: string;
}
