import type { ArrivalDetail } from '../page-api';
import { Changes } from './changes';
import { CopyMenu } from './copy-menu';
import { Fact } from './fact';
import type { Filter } from './filter';
import { OUTCOMES, plural, toEventPath, toFullTime, toTime, toUserPath, toGroupPath } from './format';
import { toListPath } from './keyboard';
import { useStore } from './row-store';
import { SideBySide } from './side-by-side';
import { AnswerSection } from './request';
import { useLoaded } from './use-loaded';

interface Props {
  id: string;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  heading: (heading: HTMLElement | null) => void;
}

/** One arrival, from what happened to it down to what it changed. */
export function Detail({ id, filter, onFilter, heading }: Props) {
  const { lastNumber } = useStore();
  const { value, error } = useLoaded<ArrivalDetail>(
    `events/${encodeURIComponent(id)}`,
    id === 'latest' ? lastNumber : undefined,
  );
  return (
    <section class="detail" aria-label="Arrival">
      <p class="back">
        <a href={toListPath()} data-key="Escape">
          ‹ Arrivals
        </a>
      </p>
      <h1 tabIndex={-1} ref={heading}>
        {value?.name ?? (error ? 'Not here any more' : 'Loading')}
      </h1>
      {error && <p>{toMissing(id, error.status)}</p>}
      {value && <Opened detail={value} filter={filter} onFilter={onFilter} />}
    </section>
  );
}

const toMissing = (id: string, status: number): string =>
  status === 404
    ? `${id} is from an earlier run of the emulator, or was let go because newer ones came.`
    : 'The emulator does not answer. It may have been stopped.';

function Opened({
  detail,
  filter,
  onFilter,
}: {
  detail: ArrivalDetail;
  filter: Filter;
  onFilter: Props['onFilter'];
}) {
  const { name, request } = detail;
  const hide = (): void => onFilter({ ...filter, not: [...filter.not, name] });
  return (
    <>
      <Sentence detail={detail} />
      <div class="toolbar">
        <a class="button" data-key="w" href={`/workbench?event=${encodeURIComponent(detail.id)}`}>
          Open in workbench
        </a>
        <CopyMenu detail={detail} />
        <button type="button" data-key="x" onClick={hide}>
          Hide {name}
        </button>
      </div>
      <Facts detail={detail} />
      <SideBySide detail={detail} />
      <AnswerSection request={request} />
      <Tries detail={detail} />
      <Changes detail={detail} />
    </>
  );
}

function Facts({ detail: { id, who, user, device, group, at, request } }: { detail: ArrivalDetail }) {
  return (
    <dl class="facts">
      <Fact name="When">
        <time dateTime={new Date(at).toISOString()} title={toFullTime(at)}>
          {toTime(at)}
        </time>
      </Fact>
      {who !== '' && (
        <Fact name={group ? 'Group' : 'User'}>
          <a href={group ? toGroupPath(group.type, group.value) : `${toUserPath(user, device)}?at=${id}`}>
            {who}
          </a>
        </Fact>
      )}
      {request.method !== '' && (
        <Fact name="Request">
          <a href={`/requests/${encodeURIComponent(request.id)}`}>
            {request.method} {request.path}
          </a>
          {request.rows.length > 1 && ` (${plural(request.rows.length, 'item')})`}
        </Fact>
      )}
    </dl>
  );
}

/** What happened and why, in one sentence. */
function Sentence({ detail }: { detail: ArrivalDetail }) {
  const { outcome, notices, attempt, reason, tries, id } = detail;
  const { mark, word, tint } = OUTCOMES[outcome];
  const before = tries
    .slice(
      0,
      tries.findIndex((one) => one.id === id),
    )
    .at(-1);
  const first =
    outcome === 'ingested' && notices > 0 ? `${word}, with ${plural(notices, 'notice')}.` : `${word}.`;
  const again =
    attempt > 1 && before
      ? ` Try ${attempt}; the one before was answered ${before.status || 'nothing'}.`
      : '';
  return (
    <p class={`sentence ${tint}`}>
      <span aria-hidden="true">{mark}</span> {first}
      {reason !== undefined && ` ${reason}`}
      {again}
    </p>
  );
}

function Tries({ detail: { tries, id } }: { detail: ArrivalDetail }) {
  if (tries.length < 2) return null;
  return (
    <section>
      <h2>Tries ({tries.length})</h2>
      <ol class="tries">
        {tries.map((one, index) => (
          <li key={one.id}>
            <a href={toEventPath(one.id)} aria-current={one.id === id ? 'true' : undefined}>
              {toTime(one.at)}
            </a>{' '}
            {OUTCOMES[one.outcome].mark} {OUTCOMES[one.outcome].word}, answered {one.status || 'nothing'}
            {index > 0 &&
              `, ${((one.at - (tries[index - 1]?.at ?? one.at)) / 1_000).toFixed(1)} s after the one before`}
          </li>
        ))}
      </ol>
    </section>
  );
}
