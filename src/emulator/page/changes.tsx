import type { ArrivalDetail } from '../page-api';
import { toGroupPath, toShort, toUserPath } from './format';
import { Table } from './table';

/** What the arrival changed about its user and groups: before and after. */
export function Changes({ detail }: { detail: ArrivalDetail }) {
  const { changes } = detail;
  if (changes.length === 0) return null;
  return (
    <section>
      <h2>Afterwards</h2>
      <Table label="What changed" heads={['What', 'Before', 'After', 'By']}>
        {changes.map(({ subject, change }, index) => (
          <tr key={index}>
            <th scope="row" class="mono">
              {subject.startsWith('group/') && <span class="soft">group </span>}
              {change.key}
            </th>
            <td class="mono">{toShort(change.before)}</td>
            <td class="mono">{toShort(change.after)}</td>
            <td>{change.operation}</td>
          </tr>
        ))}
      </Table>
      <Links detail={detail} />
    </section>
  );
}

function Links({ detail: { changes, id, user, device } }: { detail: ArrivalDetail }) {
  const groups = [...new Set(changes.map(({ subject }) => subject))].filter((subject) =>
    subject.startsWith('group/'),
  );
  return (
    <p>
      {(user !== undefined || device !== undefined) && (
        <a href={`${toUserPath(user, device)}?at=${id}`}>The user at this moment</a>
      )}
      {groups.map((subject) => {
        const [, type = '', value = ''] = subject.split('/').map(decodeURIComponent);
        return (
          <a key={subject} href={toGroupPath(type, value)}>
            {' '}
            Group {type} {value}
          </a>
        );
      })}
    </p>
  );
}
