import { useState } from 'preact/hooks';
import type { JsonObject } from '../json-object';
import { post, remove } from './api';
import { Choice } from './choice';
import { ACTIONS, toActionWords, toWhenWords, WHEN } from './fault-words';
import { plural, toFullTime } from './format';
import { store, useStore } from './row-store';
import { useScreen } from './use-screen';

const PATHS = [
  '',
  '/2/httpapi',
  '/batch',
  '/identify',
  '/groupidentify',
  '/usermap',
  '/api/2/deletions/users',
];

/** What goes wrong on purpose, the clock, and starting over. */
export function Faults() {
  const heading = useScreen('Faults');
  const { state } = useStore();
  const [error, setError] = useState('');
  const act: Act = (promise) => {
    promise.then(
      () => setError(''),
      (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)),
    );
    void promise.finally(() => void store.refreshState()).catch(() => undefined);
  };
  return (
    <section class="screen">
      <h1 tabIndex={-1} ref={heading}>
        Faults
      </h1>
      <p>
        Make requests fail and see whether your code loses or doubles an event.
        {state?.strict
          ? ' The documented limits are held (strict).'
          : ' The documented limits are not held: start with --strict to hold them.'}
      </p>
      {error !== '' && (
        <p class="bad" role="alert">
          {error}
        </p>
      )}
      <FaultsNow act={act} />
      <FaultForm onAdd={(fault) => act(post('faults', fault))} />
      <Clock act={act} />
      <h2>Start over</h2>
      <p>Everything that arrived is removed, for everybody who uses this emulator. It cannot be undone.</p>
      <button type="button" onClick={() => act(post('reset', {}))}>
        Remove everything
      </button>
    </section>
  );
}

type Act = (promise: Promise<unknown>) => void;

function FaultsNow({ act }: { act: Act }) {
  const faults = useStore().state?.faults ?? [];
  return (
    <>
      <h2>On now</h2>
      {faults.length === 0 ? (
        <p class="soft">None: every request is answered as Amplitude would.</p>
      ) : (
        <>
          <ul class="plain">
            {faults.map((fault, index) => (
              <li key={index}>
                ⚡ <strong>{toActionWords(fault)}</strong> · {toWhenWords(fault)} · happened{' '}
                {plural(Number(fault.happened), 'time')}
              </li>
            ))}
          </ul>
          <button type="button" onClick={() => act(remove('faults'))}>
            Clear all faults
          </button>
        </>
      )}
    </>
  );
}

function Clock({ act }: { act: Act }) {
  const { state } = useStore();
  return (
    <>
      <h2>Clock</h2>
      <p>{state && toFullTime(state.now)}</p>
      <p class="toolbar">
        {[
          ['30 seconds', 30_000],
          ['1 hour', 3_600_000],
          ['1 day', 86_400_000],
          ['12 days', 12 * 86_400_000],
        ].map(([label, advance]) => (
          <button key={label} type="button" onClick={() => act(post('clock', { advance }))}>
            Go on {label}
          </button>
        ))}
        <button type="button" onClick={() => act(post('clock', { time: Date.now() }))}>
          Back to now
        </button>
      </p>
    </>
  );
}

const toOptions = (list: readonly (readonly [label: string, value: JsonObject])[]) =>
  list.map(([label], index) => [String(index), label] as const);

function FaultForm({ onAdd }: { onAdd: (fault: JsonObject) => void }) {
  const [path, setPath] = useState('');
  const [action, setAction] = useState(0);
  const [when, setWhen] = useState(0);
  const add = (event: Event): void => {
    event.preventDefault();
    onAdd({ ...(path !== '' && { path }), ...WHEN[when]?.[1], action: ACTIONS[action]?.[1] });
  };
  return (
    <form class="fault-form" onSubmit={add}>
      <h2>Add one</h2>
      <Choice
        label="What"
        value={String(action)}
        options={toOptions(ACTIONS)}
        onChange={(value) => setAction(Number(value))}
      />
      <Choice
        label="On"
        value={String(when)}
        options={toOptions(WHEN)}
        onChange={(value) => setWhen(Number(value))}
      />
      <Choice
        label="To"
        value={path}
        options={PATHS.map((each) => [each, each === '' ? 'any endpoint' : each] as const)}
        onChange={setPath}
      />
      <button type="submit">Add the fault</button>
    </form>
  );
}
