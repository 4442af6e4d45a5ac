import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../page-api';
import { OUTCOMES, plural, toEventPath, toFullTime, toTime } from './format';
import { store } from './row-store';

const ONE_LINE = 36;
const TWO_LINES = 56;
const SPARE = 6;
const NARROW = matchMedia('(max-width: 720px)');

function useNarrow(): boolean {
  const [isNarrow, setIsNarrow] = useState(NARROW.matches);
  useEffect(() => {
    const onWidth = (): void => setIsNarrow(NARROW.matches);
    NARROW.addEventListener('change', onWidth);
    return () => NARROW.removeEventListener('change', onWidth);
  }, []);
  return isNarrow;
}

interface Props {
  rows: readonly Row[];
  selected?: string;
  waiting: number;
  search: string;
}

/** Only the rows in view are in the document, so that ten thousand cost no more than thirty. */
export function RowList({ rows, selected, waiting, search }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const isNarrow = useNarrow();
  const height = isNarrow || selected !== undefined ? TWO_LINES : ONE_LINE;
  const measure = (): void => {
    const { scrollTop = 0, clientHeight = 800 } = box.current ?? {};
    setView({ top: scrollTop, height: clientHeight });
    // Whoever has scrolled down is reading: nothing moves under them.
    if (selected === undefined) store.hold(scrollTop > 0);
  };
  useLayoutEffect(measure, [selected]);
  useEffect(() => {
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [selected]);
  const first = Math.max(Math.floor(view.top / height) - SPARE, 0);
  const last = Math.min(Math.ceil((view.top + view.height) / height) + SPARE, rows.length);
  const toTop = (): void => {
    box.current?.scrollTo({ top: 0 });
    store.hold(false);
  };
  return (
    <div class={height === ONE_LINE ? 'rows' : 'rows two-lines'} ref={box} onScroll={measure} tabIndex={-1}>
      {waiting > 0 && !store.isPaused && (
        <button type="button" class="new-rows" onClick={toTop}>
          ↑ {plural(waiting, 'new')}
        </button>
      )}
      <div style={{ height: `${rows.length * height}px` }}>
        <ol style={{ transform: `translateY(${first * height}px)` }}>
          {rows.slice(first, last).map((row, index) => (
            <RowItem
              key={row.id}
              row={row}
              index={first + index}
              count={rows.length}
              isSelected={row.id === selected}
              search={search}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}

interface ItemProps {
  row: Row;
  index: number;
  count: number;
  isSelected: boolean;
  search: string;
}

function RowItem({ row, index, count, isSelected, search }: ItemProps) {
  const { mark, word, tint } = OUTCOMES[row.outcome];
  return (
    <li class={isSelected ? 'row selected' : 'row'} aria-setsize={count} aria-posinset={index + 1}>
      <span class={`mark ${tint}`} aria-hidden="true">
        {mark}
      </span>
      <a
        href={toEventPath(row.id) + search}
        aria-current={isSelected ? 'true' : undefined}
        id={`row-${row.id}`}
      >
        <span class="unseen">{word}: </span>
        {row.name}
      </a>
      <span class="sub">
        <span class="who">{row.who}</span>
        <span class="digest soft">{row.reason ?? row.digest}</span>
      </span>
      <span class="badges">
        {row.notices > 0 && <span class="notice-text">▲{row.notices}</span>}
        {row.attempt > 1 && <span class="retry-text">↻{row.attempt}</span>}
        {row.batch > 1 && <span class="soft">×{row.batch} batch</span>}
      </span>
      <time class="soft mono" dateTime={new Date(row.at).toISOString()} title={toFullTime(row.at)}>
        {toTime(row.at)}
      </time>
    </li>
  );
}
