/** Something that the mapping left out. It is reported through the host's logger and stats, never silently lost. */
export interface Notice {
  /** Name of the counter, `amplitude.<name>`. */
  name: 'id_dropped' | 'revenue_unreadable' | 'operation_dropped' | 'ingested_less';
  text: string;
}
