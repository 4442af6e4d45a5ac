import { Alias, Facade } from '@segment/facade';
import type { ClassicSettings } from '../classic-settings';
import { classicOptions } from './classic-user-properties';
import { toClassicGroup } from './to-classic-group';
import { toClassicIdentify } from './to-classic-identify';
import { toClassicPages } from './to-classic-pages';
import { toClassicTracks } from './to-classic-tracks';
import { present, type WireCall } from './wire-call';

/**
 * What Amplitude Classic in cloud mode made of a Segment event, by the rules in {@link ruleBehind}. A model: Segment
 * published its code until 2017 only.
 */
export function toClassicCalls(event: Record<string, unknown>, settings: ClassicSettings): WireCall[] {
  if (isOptedOutOfClassic(event)) return [];
  switch (event.type) {
    case 'track':
      return toClassicTracks(event, settings);
    case 'page':
    case 'screen':
      return toClassicPages(event, settings);
    case 'identify':
      return [toClassicIdentify(event, settings)];
    case 'group':
      return toClassicGroup(event, settings);
    case 'alias':
      return settings.sendAlias ? [toClassicAlias(event)] : [];
    default:
      return [];
  }
}

/** Whether the event says in its `integrations` that it is not for Amplitude Classic. */
export function isOptedOutOfClassic(event: Record<string, unknown>): boolean {
  return !new Facade(event, { traverse: false }).enabled('Amplitude');
}

function toClassicAlias(event: Record<string, unknown>): WireCall {
  const alias = new Alias(event, { traverse: false });
  const unmap = classicOptions(alias, 'unmap');
  const mapping = { user_id: alias.proxy('previousId'), global_user_id: alias.userId() };
  return {
    endpoint: 'usermap',
    name: 'usermap',
    fields: present(unmap ? { user_id: unmap, unmap: true } : mapping),
  };
}
