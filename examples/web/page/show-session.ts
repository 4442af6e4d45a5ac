import { hueOf } from './chip';
import { clockStep } from './clock';
import { clockTime, element, setText } from './element';

/** The plugin's own record in the store: `id:last access:last event`, with `:ended` behind it once a call ended it. */
function readRecord() {
  const text = (localStorage.getItem('amplitude_session') ?? '').replaceAll('"', '');
  const [id = 0, lastAccess = 0] = text.split(':').map(Number);
  return { id, lastAccess, isEnded: text.endsWith(':ended') };
}

/** Shows the session that runs, or that the last one is over. */
export function showSession(sessionLength: number): void {
  const { id, lastAccess, isEnded } = readRecord();
  showClock();
  if (!id) return;
  const left = isEnded ? 0 : Math.max(0, Math.min(lastAccess + sessionLength - Date.now(), sessionLength));
  const isOver = left === 0 || Math.abs(Date.now() - lastAccess) >= sessionLength;
  setText('session-id', String(id));
  element('session-id').classList.toggle('over', isOver);
  element('session-id').style.setProperty('--hue', hueOf(id));
  setText(
    'session-state',
    isOver ? 'Ended; the next event starts a new one.' : `Started at ${clockTime(id)}.`,
  );
  showLeft(isOver ? 0 : left, sessionLength);
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
