import { useEffect, useState } from 'preact/hooks';

let isFirstScreen = true;

/** Names the screen in the title, and moves the focus to its heading, except when the page has just been loaded. */
export function useScreen(title: string, takesFocus = true): (heading: HTMLElement | null) => void {
  const [heading, setHeading] = useState<HTMLElement | null>(null);
  useEffect(() => {
    document.title = `${title} · Amplitude emulator`;
    if (!isFirstScreen && takesFocus) heading?.focus({ preventScroll: true });
    if (heading) isFirstScreen = false;
  }, [title, heading]);
  return setHeading;
}
