import { type Colors } from '../colors';
import { toPrintable } from '../printable';
import { type EventPreview } from './preview-event';

/** An event beside what becomes of it, for people. */
export function toPreviewText(
  { place, event, calls, outcome, reason, nearMisses = [] }: EventPreview,
  colors: Colors,
): string {
  const lines = [colors.bold(`${toPrintable(place)}  ${toTitle(event)}`)];
  if (event !== undefined) lines.push(indent(colors.dim(toPrintable(JSON.stringify(event)))));
  if (reason !== undefined) {
    const text = toPrintable(reason);
    lines.push(
      indent(outcome === 'rejected' ? colors.red(`refused: ${text}`) : colors.yellow(`not sent: ${text}`)),
    );
  }
  for (const { subscription, conditions } of nearMisses) {
    const met = conditions.map(({ condition, value }) => `${condition} (it is ${JSON.stringify(value)})`);
    lines.push(indent(toPrintable(`${subscription} asks for ${met.join(' and ')}`), 4));
  }
  for (const { subscription, partnerAction, requests, notices, refused } of calls) {
    lines.push(indent(`${colors.cyan(toPrintable(subscription))} → ${partnerAction}`));
    for (const { method, path, body } of requests) {
      lines.push(indent(colors.green(`${method} ${path}`), 4), indent(toJson(body), 4));
    }
    for (const notice of notices) lines.push(indent(colors.yellow(`note: ${toPrintable(notice)}`), 4));
    if (refused !== undefined) lines.push(indent(colors.red(`refused: ${toPrintable(refused)}`), 4));
  }
  return `${lines.join('\n')}\n`;
}

function toTitle(event: Record<string, unknown> | undefined): string {
  if (event === undefined) return 'no event';
  const name = event.event ?? event.name;
  const title = typeof name === 'string' ? `${String(event.type)} "${name}"` : String(event.type);
  return toPrintable(title);
}

/** The line ends of the layout stay; those inside of values are escaped by JSON. */
const toJson = (body: unknown): string =>
  JSON.stringify(body, null, 2).split('\n').map(toPrintable).join('\n');

const indent = (text: string, width = 2): string => text.replace(/^/gm, ' '.repeat(width));
