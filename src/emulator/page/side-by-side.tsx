import { useState } from 'preact/hooks';
import type { ArrivalDetail, FieldTrace, SourceDetail } from '../page-api';
import { flatten } from './flatten';
import { toShort } from './format';
import { JsonView } from './json-view';
import { Table } from './table';

const SAME = new Set(['', 'the same']);
const isSame = ({ how, notice }: FieldTrace): boolean => SAME.has(how) && notice === undefined;

/** Notices that stand at no row. */
const untold = ({ notices, fields }: SourceDetail): string[] =>
  notices.filter((text) => !fields.some(({ notice = '' }) => notice.includes(text)));

/** The Segment event beside the Amplitude object, differences first; without a Segment side, the object alone. */
export function SideBySide({ detail }: { detail: ArrivalDetail }) {
  const { source, item, request } = detail;
  if (!source && request.text !== undefined) return <Unread text={request.text} />;
  return (
    <section>
      <h2>{source ? 'From Segment to Amplitude' : 'Amplitude object'}</h2>
      {source ? (
        <TraceTable fields={source.fields} />
      ) : (
        <>
          <p class="soft">
            It came straight to Amplitude’s address, so what it was made from is not known. To see both sides,
            send Segment events to /v1/… of the playground, or open one in the workbench.
          </p>
          <ItemTable detail={detail} />
        </>
      )}
      {source &&
        untold(source).map((notice) => (
          <p key={notice} class="notice-text">
            ▲ {notice}
          </p>
        ))}
      <details>
        <summary>Raw{source ? ' both' : ''}</summary>
        <div class="raw">
          {source && (
            <div>
              <h3>Segment event</h3>
              <JsonView value={source.event} />
            </div>
          )}
          <div>
            <h3>Amplitude object</h3>
            <JsonView value={item} />
          </div>
        </div>
      </details>
    </section>
  );
}

function Unread({ text }: { text: string }) {
  return (
    <section>
      <h2>What was sent</h2>
      <pre tabIndex={0}>{text || '(empty)'}</pre>
    </section>
  );
}

function ItemTable({ detail: { item, cut, field } }: { detail: ArrivalDetail }) {
  return (
    <Table label="Amplitude object" heads={['Key', 'Value']}>
      {flatten(item).map(([key, value]) => (
        <tr key={key} class={key === field ? 'bad' : ''}>
          <th scope="row" class="mono">
            {key}
          </th>
          <td class="mono">
            {toShort(value)}
            {cut.some((path) => path.startsWith(key)) && <span class="notice-text"> ▲ cut by Amplitude</span>}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** One row a value: where it came from, what it became, and why. */
export function TraceTable({
  fields,
  label = 'Segment beside Amplitude',
}: {
  fields: readonly FieldTrace[];
  label?: string;
}) {
  const [all, setAll] = useState(false);
  const different = fields.filter((field) => !isSame(field));
  const same = fields.length - different.length;
  const shown = all ? [...different, ...fields.filter(isSame)] : different;
  return (
    <>
      <Table label={label} heads={['Segment', 'Amplitude', 'What was done']} class="trace stack">
        {shown.map((field, index) => (
          <tr key={index} class={field.notice === undefined ? '' : 'notice'}>
            <td>
              <Side path={field.from} value={field.before} none="–" />
            </td>
            <td data-head="→">
              <Side path={field.to} value={field.after} none="not sent" />
            </td>
            <td>
              {field.how}
              {field.notice !== undefined && <span> ▲ {field.notice}</span>}
            </td>
          </tr>
        ))}
      </Table>
      {same > 0 && (
        <button type="button" class="more" data-key="d" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? 'Only differences' : `Show ${same} that are the same`}
        </button>
      )}
    </>
  );
}

function Side({ path, value, none }: { path?: string; value: unknown; none: string }) {
  if (path === undefined) return <span class="soft">{none}</span>;
  return (
    <>
      <span class="mono path">{path}</span> <span class="mono">{toShort(value)}</span>
    </>
  );
}
