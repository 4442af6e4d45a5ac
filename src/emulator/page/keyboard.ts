import { useEffect } from 'preact/hooks';
import { currentPlace, navigate } from './router';
import { store } from './row-store';

export const SHORTCUTS: readonly (readonly [keys: string, what: string])[] = [
  ['/', 'Filter'],
  ['j, k', 'Next, previous row'],
  ['Enter', 'Open the row'],
  ['Esc', 'Back to the row'],
  ['p', 'Pause, resume'],
  ['n', 'Newest arrival'],
  ['x', 'Hide this event name'],
  ['d', 'Only differences'],
  ['c', 'Copy JSON'],
  ['l', 'Copy link'],
  ['w', 'Open in the workbench'],
  ['g then a, u, g, w, f', 'Go to arrivals, users, groups, workbench, faults'],
  ['Ctrl Enter', 'Run the workbench'],
  ['?', 'This list'],
];

const SWITCH = 'single-letters';

export function lettersAreOn(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== 'off';
  } catch {
    // A browser that keeps nothing for the page has the letters on.
    return true;
  }
}

export function switchLetters(areOn: boolean): void {
  try {
    localStorage.setItem(SWITCH, areOn ? 'on' : 'off');
  } catch {
    // See lettersAreOn.
  }
}

const PLACES: Record<string, string> = { a: '/', u: '/users', g: '/groups', w: '/workbench', f: '/faults' };

/** Clicks the control that says it belongs to a key, if it is on the screen. */
function press(key: string): boolean {
  const control = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
  control?.click();
  return control !== null;
}

function moveFocus(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.row a')];
  const index = rows.findIndex((row) => row === document.activeElement);
  const next = rows[index === -1 ? 0 : Math.min(Math.max(index + step, 0), rows.length - 1)];
  next?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

const hasModifier = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey;

const ACTIONS: Record<string, () => void> = {
  '/': () => document.querySelector<HTMLElement>('#filter')?.focus(),
  j: () => moveFocus(1),
  k: () => moveFocus(-1),
  p: () => store.pause(!store.isPaused),
  n: () => navigate('/events/latest'),
  x: () => press('x'),
  d: () => press('d'),
  c: () => press('c'),
  l: () => press('l'),
  w: () => press('w'),
};

/** Single letters work while no field has the focus, and can be switched off (WCAG 2.1.4). */
export function useShortcuts(onHelp: () => void): void {
  useEffect(() => {
    let isGoing = false;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !isTyping(event.target)) {
        press('Escape');
        return;
      }
      if (isTyping(event.target) || hasModifier(event)) return;
      if (event.key === '?') return onHelp();
      if (!lettersAreOn()) return;
      const place = isGoing ? PLACES[event.key] : undefined;
      isGoing = event.key === 'g' && !isGoing;
      const act = place === undefined ? ACTIONS[event.key] : () => navigate(place);
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onHelp]);
}

/** The address of the list behind a detail, with its filter. */
export const toListPath = (): string => {
  const query = currentPlace().query.toString();
  return query === '' ? '/' : `/?${query}`;
};
