import type { UserDetail } from '../page-api';
import { Table } from './table';

const FIRST = 'initial_';

/** Where a user came from, first and last: each property that stands once more as `initial_…`. */
export function Touches({ properties }: Pick<UserDetail, 'properties'>) {
  const names = Object.keys(properties)
    .filter((name) => name.startsWith(FIRST))
    .map((name) => name.slice(FIRST.length))
    .filter((name) => properties[name] !== undefined || properties[FIRST + name] !== 'EMPTY');
  if (names.length === 0) return null;
  return (
    <section>
      <h2>First and last touch</h2>
      <Table label="First and last touch" heads={['Property', 'First', 'Last']}>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{toText(properties[FIRST + name])}</td>
            <td>{toText(properties[name])}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function toText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
