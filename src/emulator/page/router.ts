import { useEffect, useState } from 'preact/hooks';

/** Where the page is: every screen, item and filter has an address. */
export interface Place {
  path: string;
  /** The path's parts, decoded. */
  parts: string[];
  query: URLSearchParams;
  hash: string;
}

const listeners = new Set<() => void>();

function readPlace(): Place {
  const { pathname, search, hash } = location;
  const parts = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  return { path: pathname, parts, query: new URLSearchParams(search), hash };
}

let place = readPlace();

function changed(): void {
  place = readPlace();
  for (const listener of listeners) listener();
}

export function navigate(url: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  changed();
}

export function currentPlace(): Place {
  return place;
}

export function usePlace(): Place {
  const [, update] = useState(0);
  useEffect(() => {
    const listener = (): void => update((count) => count + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return place;
}

/** Follows links of this origin without loading the page again; a new tab, a download or another site stay as they are. */
export function followLinks(): void {
  addEventListener('popstate', changed);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (
      !link ||
      !isPlain ||
      link.target !== '' ||
      link.hasAttribute('download') ||
      link.origin !== location.origin
    )
      return;
    if (link.pathname.startsWith('/__emulator/')) return;
    event.preventDefault();
    navigate(link.href);
  });
}
