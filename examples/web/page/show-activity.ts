import type { ActivityRow } from '../activity-row';
import type { Touch } from '../touches';
import { chip } from './chip';
import { clockTime, element, setText } from './element';

interface Shown {
  rows: ActivityRow[];
  touches: Touch[];
}

const MOST_ROWS = 12;
let shown = '';

/** Asks the server what it has and shows it, the latest first. Says so when the server is gone. */
export async function showActivity(): Promise<void> {
  try {
    const text = await (await fetch('/activity')).text();
    element('gone').hidden = true;
    if (text !== shown) show(JSON.parse(text) as Shown);
    shown = text;
  } catch {
    element('gone').hidden = false;
  }
}

function show({ rows, touches }: Shown): void {
  element('no-touches').hidden = touches.length > 0;
  element('touch-table').hidden = touches.length === 0;
  element('touches').replaceChildren(...touches.map(toTouchRow));
  setText('count', String(rows.length));
  element('empty').hidden = rows.length > 0;
  element('rows').replaceChildren(...rows.slice(-MOST_ROWS).sort(latestFirst).map(toTableRow));
}

/** By the time of the event: the start of a session stands below the event that caused it. */
const latestFirst = (one: ActivityRow, other: ActivityRow) => other.time - one.time;

function toTableRow({ time, name, sessionId, received, reason }: ActivityRow): HTMLElement {
  const row = document.createElement('tr');
  const when = document.createElement('time');
  when.textContent = clockTime(time);
  row.append(cell('when', when), cell('name', name), cell('of', chip(sessionId)));
  if (received) row.append(cell('received', received.name, chip(received.sessionId)));
  else row.append(cell('received reason', reason ?? 'On its way…'));
  return row;
}

function toTouchRow({ name, first, last = '' }: Touch): HTMLElement {
  const row = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = name;
  row.append(head, cell('touch', first), cell('touch', last));
  return row;
}

function cell(className: string, ...content: (Node | string)[]): HTMLElement {
  const data = document.createElement('td');
  data.className = className;
  data.append(...content);
  return data;
}
