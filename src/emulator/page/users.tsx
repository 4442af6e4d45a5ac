import { useState } from 'preact/hooks';
import type { Step, UserDetail, UserView } from '../page-api';
import { Fact } from './fact';
import { plural, toCount, toEventPath, toFullTime, toTime, toUserPath } from './format';
import { History } from './history';
import { useStore } from './row-store';
import { useLoaded } from './use-loaded';
import { useScreen } from './use-screen';
import { Table } from './table';
import { Touches } from './touches';

/** Everybody who was seen, last seen first. */
export function Users() {
  const heading = useScreen('Users');
  const { lastNumber, run } = useStore();
  const [text, setText] = useState('');
  const { value: users } = useLoaded<UserView[]>(
    `users?q=${encodeURIComponent(text)}`,
    `${run} ${lastNumber}`,
  );
  return (
    <section class="screen">
      <h1 tabIndex={-1} ref={heading}>
        Users
      </h1>
      <input
        id="filter"
        type="search"
        aria-label="Search users"
        placeholder="Search: user or device id  ( / )"
        value={text}
        onInput={({ currentTarget: { value } }) => setText(value)}
      />
      {users?.length === 0 && (
        <p class="empty">
          {text === '' ? 'No users yet: they come with the first event.' : `No user has “${text}” in an id.`}
        </p>
      )}
      {users && users.length > 0 && <UserTable users={users} />}
    </section>
  );
}

const HEADS = ['User', 'Devices', '#Events', '#Revenue', 'Last seen'];

export function UserTable({ users }: { users: readonly UserView[] }) {
  const projects = new Set(users.map(({ project }) => project)).size;
  return (
    <Table label="Users" heads={projects > 1 ? [...HEADS, 'API key'] : HEADS} class="stack">
      {users.map((user) => (
        <tr key={user.amplitude_id}>
          <th scope="row">
            <a href={toPath(user, projects)}>{user.user_id ?? <i>anonymous</i>}</a>
          </th>
          <td class="mono" data-head="Devices">
            {user.device_ids.join(', ')}
          </td>
          <td class="number" data-head="Events">
            {toCount(user.events)}
          </td>
          <td class="number" data-head="Revenue">
            {user.revenue === 0 ? '' : toCount(user.revenue)}
          </td>
          <td data-head="Last seen">
            <time title={toFullTime(user.last_seen)}>{toTime(user.last_seen)}</time>
          </td>
          {projects > 1 && <td data-head="API key">number {user.project}</td>}
        </tr>
      ))}
    </Table>
  );
}

const toPath = (user: UserView, projects: number): string =>
  toUserPath(user.user_id, user.device_ids[0]) + (projects > 1 ? `?project=${user.project}` : '');

/** One user, at any moment. */
export function User({ user, device }: { user?: string; device?: string }) {
  const id = user ?? device ?? '';
  const heading = useScreen(`User ${id}`);
  const { lastNumber, run } = useStore();
  const path =
    device === undefined ? `users/${encodeURIComponent(id)}` : `users/device/${encodeURIComponent(id)}`;
  const project = new URLSearchParams(location.search).get('project');
  const { value, error } = useLoaded<UserDetail>(
    project === null ? path : `${path}?project=${project}`,
    `${run} ${lastNumber}`,
  );
  return (
    <section class="screen">
      <p class="back">
        <a href="/users" data-key="Escape">
          ‹ Users
        </a>
      </p>
      <h1 tabIndex={-1} ref={heading}>
        {id}
      </h1>
      {error && <p>Nobody of this id is known. An event with it makes the user.</p>}
      {value && <OpenedUser user={value} />}
    </section>
  );
}

function OpenedUser({ user }: { user: UserDetail }) {
  const { aliases, deletions, device_ids: devices, steps } = user;
  return (
    <>
      <dl class="facts">
        <Fact name="Devices">{devices.join(', ') || 'none'}</Fact>
        <Fact name="Last seen">{toFullTime(user.last_seen)}</Fact>
        {aliases.to !== null && <Fact name="Mapped to">{aliases.to}</Fact>}
        {aliases.from.length > 0 && <Fact name="Mapped from">{aliases.from.join(', ')}</Fact>}
        {deletions.map(({ day, status }) => (
          <Fact key={day} name="Deletion">
            {status}, on {day}
          </Fact>
        ))}
      </dl>
      <History
        now={{
          properties: user.properties,
          groups: user.groups,
          totals: {
            events: user.events,
            revenue: user.revenue,
            ...(user.paying !== null && { paying: user.paying }),
          },
        }}
        steps={steps}
      />
      <Touches properties={user.properties} />
      <Identities steps={steps} />
      <p class="soft">{plural(steps.length, 'step')} of this user are kept.</p>
    </>
  );
}

/** How the ids of a user came together. */
function Identities({ steps }: { steps: readonly Step[] }) {
  const identities = steps.flatMap((step) =>
    step.changes.filter(({ about }) => about === 'identity').map((change) => ({ step, change })),
  );
  if (identities.length === 0) return null;
  return (
    <section>
      <h2>Identities</h2>
      <ul class="plain">
        {identities.map(({ step, change }, index) => (
          <li key={index}>
            {change.key === 'device_id' ? 'Device' : 'Named'} <span class="mono">{String(change.after)}</span>
            , with <a href={toEventPath(step.id)}>{step.name}</a> at {toTime(step.at)}
          </li>
        ))}
      </ul>
    </section>
  );
}
