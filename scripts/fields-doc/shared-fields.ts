/** Fields by their key, each as the row that describes it. */
type Rows = ReadonlyMap<string, string>;

/** Fields that several actions declare alike. */
export interface SharedFields {
  /** The actions that have them, in the order of the definition. */
  actions: string[];
  rows: Map<string, string>;
}

/** A field is shared when more than one action describes it in the same words: those of most actions come first. */
export function sharedFields(actions: ReadonlyMap<string, Rows>): SharedFields[] {
  const byActions = new Map<string, SharedFields>();
  for (const rows of actions.values()) {
    for (const [key, row] of rows) {
      const owners = [...actions].filter(([, other]) => other.get(key) === row).map(([name]) => name);
      if (owners.length < 2) continue;
      const group = byActions.get(owners.join()) ?? { actions: owners, rows: new Map<string, string>() };
      group.rows.set(key, row);
      byActions.set(owners.join(), group);
    }
  }
  return [...byActions.values()].sort((one, other) => other.actions.length - one.actions.length);
}
