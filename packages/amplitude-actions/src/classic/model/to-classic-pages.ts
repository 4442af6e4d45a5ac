import { Page, Screen } from '@segment/facade';
import type { ClassicSettings } from '../classic-settings';
import { text } from './classic-context';
import { toClassicEvent } from './to-classic-event';
import type { WireCall } from './wire-call';

/** A page or screen call: an event for each setting that is on and has what it needs. */
export function toClassicPages(message: Record<string, unknown>, settings: ClassicSettings): WireCall[] {
  const Accessor = message.type === 'screen' ? Screen : Page;
  const page = new Accessor(message, { traverse: false });
  const properties = page.properties();
  const category = text(properties.category);
  const names = [
    ...(settings.trackAllPages ? [page.event('')] : []),
    ...(settings.trackCategorizedPages && category !== undefined ? [page.event(category)] : []),
    ...(settings.trackNamedPages && text(page.name()) !== undefined
      ? [page.event(String(page.fullName()))]
      : []),
  ];
  return names.map((name) => toClassicEvent(page, name, properties, settings));
}
