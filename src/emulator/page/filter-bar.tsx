import { useEffect, useState } from 'preact/hooks';
import type { Row } from '../page-api';
import { Choice } from './choice';
import { countChips, type Chip, type Filter } from './filter';
import { KINDS, OUTCOMES, plural, toCount } from './format';
import { useStore } from './row-store';

const UNDO_MS = 10_000;

interface Props {
  filter: Filter;
  onChange: (filter: Filter) => void;
  rows: readonly Row[];
  shown: number;
  waiting: number;
}

const CHIPS: readonly (readonly [chip: Chip, label: string, tint: string])[] = [
  ['', 'All', ''],
  ...(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]).map(
    (outcome) =>
      [outcome, `${OUTCOMES[outcome].mark} ${OUTCOMES[outcome].filter}`, OUTCOMES[outcome].tint] as const,
  ),
  ['notices', '▲ Notices', 'notice'],
  ['tries', '↻ Repeated', 'retry'],
];

/** Chips that are shown even at zero; the others appear with their first row. */
const ALWAYS = new Set<Chip>(['', 'ingested', 'refused']);

export function FilterBar({ filter, onChange, rows, shown, waiting }: Props) {
  const store = useStore();
  return (
    <div class="filter-bar">
      <div class="filter-line">
        <input
          id="filter"
          type="search"
          aria-label="Filter"
          placeholder="Filter: name, id, property…  ( / )"
          value={filter.text}
          onInput={({ currentTarget: { value } }) => onChange({ ...filter, text: value })}
        />
        <button type="button" aria-pressed={store.isPaused} onClick={() => store.pause(!store.isPaused)}>
          {store.isPaused ? 'Resume' : 'Pause'}
        </button>
        <ClearButton />
      </div>
      <Chips filter={filter} onChange={onChange} rows={rows} />
      <div class="filter-line">
        <Choice
          label="Kind"
          value={filter.kind}
          options={[['', 'any'], ...Object.entries(KINDS)]}
          onChange={(kind) => onChange({ ...filter, kind })}
        />
        {filter.user !== '' && (
          <UserFilter user={filter.user} onRemove={() => onChange({ ...filter, user: '' })} />
        )}
        {filter.not.map((name) => (
          <button
            key={name}
            type="button"
            aria-label={`Show ${name} again`}
            onClick={() => onChange({ ...filter, not: filter.not.filter((each) => each !== name) })}
          >
            Hidden: {name} ×
          </button>
        ))}
        <Kept shown={shown} rows={rows.length} waiting={waiting} />
      </div>
    </div>
  );
}

function Chips({ filter, onChange, rows }: Pick<Props, 'filter' | 'onChange' | 'rows'>) {
  const counts = countChips(rows);
  const chips = CHIPS.filter(([chip]) => ALWAYS.has(chip) || counts[chip] > 0 || filter.outcome === chip);
  return (
    <div class="chips" role="group" aria-label="Outcome">
      {chips.map(([chip, label, tint]) => (
        <button
          key={chip}
          type="button"
          class={`chip ${tint}`}
          aria-pressed={filter.outcome === chip}
          onClick={() => onChange({ ...filter, outcome: chip })}
        >
          {label} {toCount(counts[chip])}
        </button>
      ))}
    </div>
  );
}

function UserFilter({ user, onRemove }: { user: string; onRemove: () => void }) {
  return (
    <button type="button" onClick={onRemove} aria-label={`Show all users, not only ${user}`}>
      User {user} ×
    </button>
  );
}

function Kept({ shown, rows, waiting }: { shown: number; rows: number; waiting: number }) {
  const { isPaused, state, lastNumber } = useStore();
  const letGo = Math.max(lastNumber - rows, 0);
  const capacity = toCount(state?.capacity ?? 10_000);
  return (
    <p class="soft kept">
      {isPaused ? `Paused, ${toCount(waiting)} waiting. ` : ''}
      {shown === rows - waiting ? '' : `${toCount(shown)} of ${toCount(rows)} shown. `}
      {`${toCount(rows)} of ${capacity} kept${letGo > 0 ? `, ${toCount(letGo)} not shown any more` : ''}`}
    </p>
  );
}

/** Empties the list, not the emulator, and can be undone for ten seconds: no dialog asks first. */
function ClearButton() {
  const store = useStore();
  const [undo, setUndo] = useState<{ run: () => void; count: number }>();
  useEffect(() => {
    if (!undo) return;
    const timer = setTimeout(() => setUndo(undefined), UNDO_MS);
    return () => clearTimeout(timer);
  }, [undo]);
  if (undo) {
    const put = (): void => {
      undo.run();
      setUndo(undefined);
    };
    return (
      <button type="button" onClick={put}>
        Undo: show {plural(undo.count, 'row')} again
      </button>
    );
  }
  const count = store.rows.filter(({ n }) => n > store.clearedUpTo).length;
  return (
    <button type="button" disabled={count === 0} onClick={() => setUndo({ run: store.clear(), count })}>
      Clear
    </button>
  );
}
