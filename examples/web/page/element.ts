/** An element that the page has for sure. */
export const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;

/** Sets a text only where it changes, so that screen readers do not read the same twice. */
export function setText(id: string, text: string): void {
  const target = element(id);
  if (target.textContent !== text) target.textContent = text;
}

export const clockTime = (time: number): string => new Date(time).toLocaleTimeString('en-GB');
