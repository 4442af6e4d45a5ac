import { plural } from './format';
import { usePlace } from './router';
import { useStore } from './row-store';

/** What goes wrong on purpose, on every screen, so that nobody takes it for a real failure. */
export function Banner() {
  const { state, message } = useStore();
  const { path } = usePlace();
  if (!state) return null;
  const lines = message === '' ? state.notices : [...state.notices, message];
  const faults = state.faults.length;
  const hours = Math.round(state.clockOffset / 3_600_000);
  if (faults === 0 && hours === 0 && lines.length === 0) return null;
  return (
    <aside class="banner notice" aria-label="State of the emulator">
      {faults > 0 && (
        <p>
          ⚡ {plural(faults, 'fault is', 'faults are')} on: some requests fail on purpose.{' '}
          {path !== '/faults' && <a href="/faults">See them</a>}
        </p>
      )}
      {hours !== 0 && (
        <p>
          The clock runs {plural(Math.abs(hours), 'hour')} {hours > 0 ? 'ahead' : 'behind'}.{' '}
          {path !== '/faults' && <a href="/faults">Change it</a>}
        </p>
      )}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </aside>
  );
}
