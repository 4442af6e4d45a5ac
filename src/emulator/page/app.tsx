import { useState } from 'preact/hooks';
import { Announcer } from './announcer';
import { Arrivals } from './arrivals';
import { Banner } from './banner';
import { Faults } from './faults';
import { Group, Groups } from './groups';
import { Help } from './help';
import { useShortcuts } from './keyboard';
import { RequestScreen } from './request';
import { usePlace } from './router';
import { useStore } from './row-store';
import { ThemeButton } from './theme';
import { User, Users } from './users';
import { Workbench } from './workbench';

const SCREENS = [
  ['/', 'Arrivals'],
  ['/users', 'Users'],
  ['/groups', 'Groups'],
  ['/workbench', 'Workbench'],
  ['/faults', 'Faults'],
] as const;

export function App() {
  const [helps, setHelps] = useState(false);
  useShortcuts(() => setHelps(true));
  return (
    <>
      <a class="skip" href="#content" onClick={focusContent}>
        Skip to the content
      </a>
      <Header onHelp={() => setHelps(true)} />
      <Banner />
      <main id="content">
        <Screen />
      </main>
      {helps && <Help onClose={() => setHelps(false)} />}
      <Announcer />
    </>
  );
}

function focusContent(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
  document.querySelector<HTMLElement>('h1')?.focus();
}

function Header({ onHelp }: { onHelp: () => void }) {
  const { path } = usePlace();
  const { connection } = useStore();
  const here =
    path.startsWith('/events') || path.startsWith('/requests') ? '/' : `/${path.split('/')[1] ?? ''}`;
  return (
    <header>
      <p class="brand">
        <span>Amplitude emulator</span> <span class="soft mono">{location.host}</span>
      </p>
      <nav aria-label="Screens">
        {SCREENS.map(([href, name]) => (
          <a key={href} href={href} aria-current={href === here ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <p class="connection" role="status">
        {connection === 'live' ? (
          <span class="good">● Live</span>
        ) : (
          <span class="bad">{connection === 'lost' ? '○ Not connected, trying again' : '○ Connecting'}</span>
        )}
      </p>
      <button type="button" onClick={onHelp} aria-label="Keyboard shortcuts">
        ?
      </button>
      <ThemeButton />
    </header>
  );
}

function Screen() {
  const [first, second, third] = usePlace().parts;
  switch (first) {
    case 'users':
      return <UsersScreen second={second} third={third} />;
    case 'groups':
      return third === undefined ? <Groups /> : <Group type={second ?? ''} value={third} />;
    case 'workbench':
      return <Workbench />;
    case 'faults':
      return <Faults />;
    case 'requests':
      return <RequestScreen id={second ?? ''} />;
    default:
      return <Arrivals selected={first === 'events' ? second : undefined} />;
  }
}

function UsersScreen({ second, third }: { second?: string; third?: string }) {
  if (second === 'device') return <User device={third ?? ''} />;
  return second === undefined ? <Users /> : <User user={second} />;
}
