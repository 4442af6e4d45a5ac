import type { ArrivalDetail, RequestDetail } from '../page-api';
import { CopyButton } from './copy';
import { plural, toEventPath, toFullTime } from './format';
import { JsonView } from './json-view';
import { useLoaded } from './use-loaded';
import { useScreen } from './use-screen';

/** Status, time and body of an answer. */
export function AnswerSection({ request }: { request: RequestDetail }) {
  if (request.method === '') return null;
  const { status, ms, bytes, answer, fault } = request;
  return (
    <section>
      <h2>Answer</h2>
      <p>
        <strong class={status >= 200 && status < 300 ? 'good-text' : 'bad-text'}>
          {status || 'No answer'}
        </strong>{' '}
        after {ms} ms, for a request of {plural(bytes, 'byte')}.{fault !== undefined && ` ⚡ ${fault}`}
      </p>
      {answer !== '' && (
        <>
          <pre tabIndex={0}>{toPretty(answer)}</pre>
          <CopyButton text={answer} label="Copy the answer" />
        </>
      )}
    </section>
  );
}

function toPretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** One HTTP exchange and what was in it. */
export function RequestScreen({ id }: { id: string }) {
  const heading = useScreen('Request');
  const { value, error } = useLoaded<RequestDetail>(`requests/${encodeURIComponent(id)}`);
  return (
    <section class="screen">
      <h1 tabIndex={-1} ref={heading}>
        {value ? `${value.method} ${value.path}` : 'Request'}
      </h1>
      {error && <p>{id} is from an earlier run of the emulator, or was let go because newer ones came.</p>}
      {value && (
        <>
          <p class="soft">
            {toFullTime(value.at)} · {value.contentType || 'no content type'}
            {value.contentEncoding && ` · ${value.contentEncoding}, ${plural(value.bytesSent, 'byte')} sent`}
          </p>
          <h2>Beside the items</h2>
          <JsonView value={value.envelope} />
          {value.text !== undefined && (
            <>
              <h2>Body</h2>
              <pre tabIndex={0}>{value.text || '(empty)'}</pre>
            </>
          )}
          <AnswerSection request={value} />
          <h2>{plural(value.rows.length, 'item')}</h2>
          <ol class="plain">
            {value.rows.slice(0, 200).map((row) => (
              <RequestItem key={row} id={row} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function RequestItem({ id }: { id: string }) {
  const { value } = useLoaded<ArrivalDetail>(`events/${encodeURIComponent(id)}`);
  return (
    <li>
      <a href={toEventPath(id)}>{value ? `${value.name} ${value.who}` : id}</a>
    </li>
  );
}
