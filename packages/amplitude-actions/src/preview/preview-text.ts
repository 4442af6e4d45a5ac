import type { SegmentEvent } from '@segment/actions-core';
import type { Colors } from '../colors';
import type { PreviewCall } from './request-recorder';

export interface EventPreview {
  /** Where the event stands. */
  place: string;
  event?: SegmentEvent;
  calls: PreviewCall[];
  /** Why nothing would be sent. */
  unmatched?: string;
}

/** An event beside what becomes of it, for people. */
export function toPreviewText({ place, event, calls, unmatched }: EventPreview, colors: Colors): string {
  const lines = [colors.bold(`${place}  ${toTitle(event)}`)];
  if (event !== undefined) lines.push(indent(colors.dim(JSON.stringify(event))));
  if (unmatched !== undefined) lines.push(indent(colors.yellow(`not sent: ${unmatched}`)));
  for (const { subscription, partnerAction, requests, refused } of calls) {
    lines.push(indent(`${colors.cyan(subscription)} → ${partnerAction}`));
    for (const { method, path, body } of requests) {
      lines.push(indent(colors.green(`${method} ${path}`), 4), indent(JSON.stringify(body, null, 2), 4));
    }
    if (refused !== undefined) lines.push(indent(colors.red(`refused: ${refused}`), 4));
  }
  return `${lines.join('\n')}\n`;
}

function toTitle(event: SegmentEvent | undefined): string {
  if (event === undefined) return 'no event';
  const name = event.event ?? event.name;
  return typeof name === 'string' ? `${event.type} "${name}"` : String(event.type);
}

const indent = (text: string, width = 2): string => text.replace(/^/gm, ' '.repeat(width));
