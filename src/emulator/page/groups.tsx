import type { GroupDetail, GroupView } from '../page-api';
import { toGroupPath, toShort } from './format';
import { History } from './history';
import { useStore } from './row-store';
import { UserTable } from './users';
import { useLoaded } from './use-loaded';
import { useScreen } from './use-screen';
import { Table } from './table';

export function Groups() {
  const heading = useScreen('Groups');
  const { lastNumber, run } = useStore();
  const { value: groups } = useLoaded<GroupView[]>('groups', `${run} ${lastNumber}`);
  return (
    <section class="screen">
      <h1 tabIndex={-1} ref={heading}>
        Groups
      </h1>
      {groups?.length === 0 && <p class="empty">No groups yet: they come with a group’s properties.</p>}
      {groups && groups.length > 0 && (
        <Table label="Groups" heads={['Type', 'Group', 'Properties']}>
          {groups.map(({ project, group_type: type, group_value: value, properties }) => (
            <tr key={`${project} ${type} ${value}`}>
              <td>{type}</td>
              <th scope="row">
                <a href={toGroupPath(type, value)}>{value}</a>
              </th>
              <td class="mono">{toShort(properties)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

export function Group({ type, value }: { type: string; value: string }) {
  const heading = useScreen(`Group ${type} ${value}`);
  const { lastNumber, run } = useStore();
  const path = `groups/${encodeURIComponent(type)}/${encodeURIComponent(value)}`;
  const { value: group, error } = useLoaded<GroupDetail>(path, `${run} ${lastNumber}`);
  return (
    <section class="screen">
      <p class="back">
        <a href="/groups" data-key="Escape">
          ‹ Groups
        </a>
      </p>
      <h1 tabIndex={-1} ref={heading}>
        {type} {value}
      </h1>
      {error && <p>No such group is known. A group identification makes it.</p>}
      {group && (
        <>
          <History now={{ properties: group.properties }} steps={group.steps} />
          <h2>Users who belong to it</h2>
          {group.users.length > 0 ? <UserTable users={group.users} /> : <p class="soft">None.</p>}
        </>
      )}
    </section>
  );
}
