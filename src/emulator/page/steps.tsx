import type { JsonObject } from '../json-object';
import type { TryCheck, TryRequest, TryResult, TryStep } from '../workbench';
import { flatten } from './flatten';
import { toShort } from './format';
import { JsonView } from './json-view';
import { TraceTable } from './side-by-side';
import { Table } from './table';

const TITLES: Record<TryStep['name'], string> = {
  event: 'Event read',
  trigger: 'Trigger',
  payload: 'Payload',
  request: 'Amplitude request',
  answer: 'Answer',
  user: 'User afterwards',
};

const MARKS: Record<TryStep['state'], readonly [mark: string, word: string, tint: string]> = {
  ok: ['✓', 'passed', 'good'],
  notice: ['▲', 'passed with a notice', 'notice'],
  failed: ['✕', 'failed', 'bad'],
  'not-reached': ['–', 'not reached', 'soft'],
};

/** The steps from event to user; the first that fails is open, else the request. */
export function Steps({ result }: { result: TryResult }) {
  const failed = result.steps.find(({ state }) => state === 'failed')?.name;
  return (
    <ol class="plain steps">
      {result.steps.map((step, index) => (
        <li key={`${step.name} ${step.state}`}>
          <Step step={step} number={index + 1} result={result} isOpen={step.name === (failed ?? 'request')} />
        </li>
      ))}
    </ol>
  );
}

function Step({
  step,
  number,
  result,
  isOpen,
}: {
  step: TryStep;
  number: number;
  result: TryResult;
  isOpen: boolean;
}) {
  const [mark, word, tint] = MARKS[step.state];
  return (
    <details open={isOpen} data-step={step.name}>
      <summary>
        <span class={`mark ${tint}`} aria-hidden="true">
          {mark}
        </span>{' '}
        <strong>
          {number} {TITLES[step.name]}
        </strong>{' '}
        <span class="unseen">{word}. </span>
        <span>{step.summary}</span>
        {step.ms !== undefined && <span class="soft"> {step.ms} ms</span>}
      </summary>
      {step.checks.length > 0 && <Checks checks={step.checks} />}
      {step.name === 'request' &&
        result.requests.map((request, index) => <Request key={index} request={request} />)}
      {step.name === 'user' && step.state !== 'not-reached' && (
        <Difference before={result.before} after={result.after} />
      )}
    </details>
  );
}

function Checks({ checks }: { checks: readonly TryCheck[] }) {
  return (
    <ul class="plain checks">
      {checks.map(({ ok, label, value, error }, index) => (
        <li key={index}>
          <span class={ok ? 'good-text' : 'bad-text'}>{ok ? '✓' : '✕'}</span> {label}
          {value !== undefined && <span class="mono"> {toShort(value)}</span>}
          {error !== undefined && <span class="bad-text"> {error}</span>}
        </li>
      ))}
    </ul>
  );
}

function Request({
  request: { subscription, method, path, body, items, status, answer },
}: {
  request: TryRequest;
}) {
  return (
    <section class="request">
      <h2>
        {method} {path} <span class="soft">by {subscription}</span>
      </h2>
      {items.map(({ name, fields }, index) => (
        <section key={index}>
          {items.length > 1 && (
            <h3>
              {index + 1} {name}
            </h3>
          )}
          <TraceTable label={`Segment beside ${name}`} fields={fields} />
        </section>
      ))}
      <details>
        <summary>Body</summary>
        <JsonView value={body} />
      </details>
      <p>
        Answered{' '}
        <strong class={status >= 200 && status < 300 ? 'good-text' : 'bad-text'}>
          {status || 'nothing'}
        </strong>{' '}
        {answer !== '' && <span class="mono">{toShort(answer, 200)}</span>}
      </p>
    </section>
  );
}

function Difference({ before, after }: { before: JsonObject | null; after: JsonObject | null }) {
  const old = new Map(flatten(before ?? {}));
  const now = new Map(flatten(after ?? {}));
  const keys = [...new Set([...old.keys(), ...now.keys()])].filter(
    (key) => JSON.stringify(old.get(key)) !== JSON.stringify(now.get(key)),
  );
  if (keys.length === 0) return <p class="soft">Nothing about the user changed.</p>;
  return (
    <Table label="What changed about the user" heads={['What', 'Before', 'After']}>
      {keys.map((key) => (
        <tr key={key}>
          <th scope="row" class="mono">
            {key}
          </th>
          <td class="mono">{toShort(old.get(key))}</td>
          <td class="mono">{toShort(now.get(key))}</td>
        </tr>
      ))}
    </Table>
  );
}
