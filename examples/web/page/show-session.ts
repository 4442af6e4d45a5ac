import { hueOf } from './chip';
import { clockStep } from './clock';
import { clockTime, element, setText } from './element';

/** The plugin's own record: `id:last access:last event`, with `:ended` behind it once a call ended the session. */
function readRecord(): string {
  try {
    return (localStorage.getItem('amplitude_session') ?? '').replaceAll('"', '');
  } catch {
    // Blocked: the plugin has it in cookies alone, or in memory.
    return /amplitude_session=([^;]*)/.exec(document.cookie)?.[1] ?? '';
  }
}

/** Shows the session that runs, or that the last one is over. `running` is its id, undefined where none runs. */
export function showSession(running: number | undefined, sessionLength: number): void {
  const [last = 0, lastAccess = 0] = readRecord().split(':').map(Number);
  const id = running ?? last;
  showClock();
  if (!id) return;
  setText('session-id', String(id));
  element('session-id').classList.toggle('over', !running);
  element('session-id').style.setProperty('--hue', hueOf(id));
  setText(
    'session-state',
    running ? `Started at ${clockTime(id)}.` : 'Ended; the next event starts a new one.',
  );
  const left = Math.min(lastAccess + sessionLength - Date.now(), sessionLength);
  showLeft(running ? Math.max(0, left) : 0, sessionLength);
}

function showLeft(left: number, sessionLength: number): void {
  const seconds = Math.ceil(left / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  setText('remaining', `${minutes}:${String(rest).padStart(2, '0')}`);
  const bar = element<HTMLProgressElement>('left');
  bar.value = left / sessionLength;
  bar.setAttribute('aria-valuetext', `${minutes} minutes ${rest} seconds`);
}

function showClock(): void {
  const minutes = Math.round(clockStep() / 60_000);
  const text = minutes > 0 ? `${minutes} min ahead` : `${-minutes} min behind`;
  setText('clock', minutes === 0 ? 'on time' : text);
}
