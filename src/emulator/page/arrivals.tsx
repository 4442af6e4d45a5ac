import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { get } from './api';
import { Detail } from './detail';
import { EmptyState } from './empty-state';
import { FilterBar } from './filter-bar';
import { isEmpty, matches, readFilter, toQuery, type Filter } from './filter';
import { plural } from './format';
import { navigate, usePlace } from './router';
import { RowList } from './row-list';
import { store, useStore } from './row-store';
import { useScreen } from './use-screen';

const SEARCH_MS = 250;

/** Rows that hold the text somewhere in their item; asked anew as rows arrive, four times a second at most. */
function useHits(text: string, lastNumber: number): ReadonlySet<number> {
  const [hits, setHits] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    if (text === '') return setHits(new Set());
    const stop = new AbortController();
    const timer = setTimeout(() => {
      get<number[]>(`rows?q=${encodeURIComponent(text)}`, stop.signal).then(
        (found) => setHits(new Set(found)),
        () => undefined,
      );
    }, SEARCH_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, lastNumber]);
  return hits;
}

/** Whether an item has been open on this screen: back from it the focus goes to its row, not to the heading. */
function useWasOpen(selected: string | undefined): boolean {
  const wasOpen = useRef(false);
  wasOpen.current ||= selected !== undefined;
  return wasOpen.current;
}

/** Holds the list while an item is open; back from it, the focus stands on its row again. */
function useRowFocus(selected: string | undefined): void {
  const last = useRef<string | undefined>(undefined);
  useEffect(() => {
    store.hold(selected !== undefined);
    if (selected === undefined && last.current !== undefined)
      document.getElementById(`row-${last.current}`)?.focus();
    last.current = selected;
  }, [selected]);
}

function NoMatch({ kept, onClear }: { kept: number; onClear: () => void }) {
  return (
    <div class="empty">
      <p>Nothing of {plural(kept, 'arrival')} matches this filter.</p>
      <button type="button" onClick={onClear}>
        Clear the filter
      </button>
    </div>
  );
}

/** The list of what arrived, and beside it the item that is open. */
export function Arrivals({ selected }: { selected?: string }) {
  const { query, path } = usePlace();
  useStore();
  const filter = useMemo(() => readFilter(query), [query.toString()]);
  const hits = useHits(filter.text, store.lastNumber);
  const wasOpen = useWasOpen(selected);
  const heading = useScreen(
    selected === undefined ? 'Arrivals' : 'Arrival',
    selected !== undefined || !wasOpen,
  );
  const setFilter = (next: Filter): void => navigate(path + toQuery(next), { replace: true });
  const upTo = store.upTo ?? Infinity;
  const kept = store.rows.filter(({ n }) => n > store.clearedUpTo);
  const shown = useMemo(
    () => kept.filter((row) => row.n <= upTo && matches(row, filter, hits)).reverse(),
    [store.version, filter, hits],
  );
  const waiting =
    store.upTo === undefined ? 0 : kept.filter((row) => row.n > upTo && matches(row, filter, hits)).length;
  useRowFocus(selected);
  const list =
    shown.length === 0 && !isEmpty(filter) ? (
      <NoMatch kept={kept.length} onClear={() => navigate(path)} />
    ) : (
      <RowList rows={shown} selected={selected} waiting={waiting} search={toQuery(filter)} />
    );
  return (
    <div class={selected === undefined ? 'arrivals' : 'arrivals with-detail'}>
      <section class="list-pane" aria-label="List of arrivals">
        {selected === undefined ? (
          <h1 class="unseen" tabIndex={-1} ref={heading}>
            Arrivals
          </h1>
        ) : (
          <h2 class="unseen">Arrivals</h2>
        )}
        <FilterBar filter={filter} onChange={setFilter} rows={kept} shown={shown.length} waiting={waiting} />
        {kept.length === 0 ? <EmptyState isCleared={store.clearedUpTo > 0} /> : list}
      </section>
      {selected !== undefined && (
        <Detail id={selected} filter={filter} onFilter={setFilter} heading={heading} />
      )}
    </div>
  );
}
