/** The same session has the same colour wherever it shows up, between green and pink: yellow is hard to read. */
export const hueOf = (sessionId: number): string => String(150 + (Math.round(sessionId / 100) % 180));

/** A session id, short and in its colour. */
export function chip(sessionId: number | undefined): HTMLElement {
  const label = document.createElement('span');
  const isKnown = sessionId !== undefined && sessionId > 0;
  label.className = isKnown ? 'chip' : 'chip none';
  label.textContent = isKnown ? `…${String(sessionId).slice(-6)}` : 'none';
  if (isKnown) label.style.setProperty('--hue', hueOf(sessionId));
  return label;
}
