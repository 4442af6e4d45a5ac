import type { JsonObject } from '../json-object';
import type { Step } from '../page-api';
import { toEventPath, toFullTime, toShort, toTime } from './format';
import { navigate, usePlace } from './router';
import { changesByKey, stateAt, type KeyChange } from './user-at';
import { Table } from './table';
import { UserEvents } from './user-events';

interface Props {
  now: { properties: JsonObject; groups?: JsonObject; totals?: JsonObject };
  steps: readonly Step[];
}

/** The state at any moment, with the event that set each value; a slider goes through the moments. */
export function History({ now, steps }: Props) {
  const { query, path } = usePlace();
  const at = query.get('at');
  const found = steps.findIndex(({ id }) => id === at);
  const count = found === -1 ? steps.length : found + 1;
  const state = stateAt(now, steps, count);
  const changes = changesByKey(steps, count);
  const go = (to: number): void => {
    const step = steps[to - 1];
    const isNow = to >= steps.length || !step;
    const rest = new URLSearchParams(query);
    if (isNow) rest.delete('at');
    else rest.set('at', step.id);
    navigate(rest.size > 0 ? `${path}?${rest.toString()}` : path, { replace: true });
  };
  return (
    <>
      {steps.length > 1 && <Moments steps={steps} count={count} onGo={go} />}
      <section>
        <h2>Properties{count < steps.length ? ' at that moment' : ''}</h2>
        <Values about="property" values={state.properties} state={state.changed} changes={changes} />
      </section>
      {now.groups && Object.keys(state.groups).length > 0 && (
        <section>
          <h2>Groups</h2>
          <Values about="group" values={state.groups} state={state.changed} changes={changes} />
        </section>
      )}
      {now.totals && (
        <section>
          <h2>Totals</h2>
          <Values about="total" values={state.totals} state={state.changed} changes={changes} />
        </section>
      )}
      <UserEvents steps={steps} count={count} />
    </>
  );
}

function Moments({
  steps,
  count,
  onGo,
}: {
  steps: readonly Step[];
  count: number;
  onGo: (count: number) => void;
}) {
  const step = steps[count - 1];
  return (
    <div class="moments">
      <button
        type="button"
        disabled={count <= 1}
        onClick={() => onGo(count - 1)}
        aria-label="One event earlier"
      >
        ‹
      </button>
      <input
        type="range"
        min={1}
        max={steps.length}
        value={count}
        aria-label="Moment"
        aria-valuetext={step ? `${count} of ${steps.length}: ${step.name}` : ''}
        onInput={({ currentTarget: { value } }) => onGo(Number(value))}
      />
      <button
        type="button"
        disabled={count >= steps.length}
        onClick={() => onGo(count + 1)}
        aria-label="One event later"
      >
        ›
      </button>
      <p class="soft">
        {count >= steps.length ? 'Now' : `After ${step?.name ?? ''} at ${toTime(step?.at ?? 0)}`}, {count} of{' '}
        {steps.length}
      </p>
    </div>
  );
}

interface ValuesProps {
  about: string;
  values: JsonObject;
  state: ReadonlySet<string>;
  changes: ReadonlyMap<string, KeyChange[]>;
}

function Values({ about, values, state, changes }: ValuesProps) {
  const keys = Object.keys(values).sort();
  if (keys.length === 0) return <p class="soft">None.</p>;
  return (
    <Table
      label={`Table of ${about} values`}
      heads={['Key', 'Value', 'Set by', 'Operation', 'Was']}
      class="stack"
    >
      {keys.map((key) => (
        <ValueRow
          key={key}
          name={key}
          value={values[key]}
          isChanged={state.has(`${about} ${key}`)}
          changes={changes.get(`${about} ${key}`) ?? []}
        />
      ))}
    </Table>
  );
}

function ValueRow({
  name,
  value,
  isChanged,
  changes,
}: {
  name: string;
  value: unknown;
  isChanged: boolean;
  changes: KeyChange[];
}) {
  const [latest] = changes;
  return (
    <tr class={isChanged ? 'changed' : ''}>
      <th scope="row" class="mono">
        <KeyHistory name={name} changes={changes} />
        {isChanged && <span class="unseen"> (changed)</span>}
      </th>
      <td class="mono">{toShort(value)}</td>
      <td data-head="Set by">
        {latest ? (
          <a href={toEventPath(latest.step.id)}>{latest.step.name}</a>
        ) : (
          <span class="soft">let go</span>
        )}
        {latest && (
          <time class="soft" title={toFullTime(latest.step.at)}>
            {' '}
            {toTime(latest.step.at)}
          </time>
        )}
      </td>
      <td data-head="Operation">{latest?.operation}</td>
      <td class="mono" data-head="Was">
        {latest ? toShort(latest.before, 60) : ''}
      </td>
    </tr>
  );
}

/** The name of a key, which unfolds to its changes. */
function KeyHistory({ name, changes }: { name: string; changes: readonly KeyChange[] }) {
  if (changes.length < 2) return <>{name}</>;
  return (
    <details>
      <summary>{name}</summary>
      <ol class="plain history">
        {changes.map((change, index) => (
          <li key={index}>
            <a href={toEventPath(change.step.id)}>{toTime(change.step.at)}</a> {change.operation}{' '}
            {toShort(change.before, 40)} → {toShort(change.after, 40)}
          </li>
        ))}
      </ol>
    </details>
  );
}
