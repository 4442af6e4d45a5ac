import { useEffect, useRef, useState } from 'preact/hooks';
import { plural } from './format';
import { store } from './row-store';

const EVERY_MS = 5_000;

/** Tells a screen reader how many arrived, at most every five seconds, and the tab's title while it is hidden. */
export function Announcer() {
  const [said, setSaid] = useState('');
  const last = useRef(store.lastNumber);
  useEffect(() => {
    const timer = setInterval(() => {
      const fresh = store.rows.filter(({ n }) => n > last.current);
      last.current = store.lastNumber;
      if (fresh.length === 0) return;
      const refused = fresh.filter(({ outcome }) => outcome === 'refused').length;
      setSaid(`${plural(fresh.length, 'new arrival')}${refused > 0 ? `, ${refused} refused` : ''}.`);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(countWhileHidden, []);
  return (
    <p class="unseen" role="status" aria-live="polite">
      {said}
    </p>
  );
}

const COUNT = /^\(\d+\) /;

function countWhileHidden(): () => void {
  let seen = store.lastNumber;
  const plain = (): string => document.title.replace(COUNT, '');
  const update = (): void => {
    if (!document.hidden) return;
    const count = store.lastNumber - seen;
    document.title = count > 0 ? `(${count}) ${plain()}` : plain();
  };
  const onVisibility = (): void => {
    if (document.hidden) seen = store.lastNumber;
    else document.title = plain();
  };
  document.addEventListener('visibilitychange', onVisibility);
  const stop = store.listen(update);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    stop();
  };
}
