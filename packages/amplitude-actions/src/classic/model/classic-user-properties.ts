import type { ClassicSettings, QueryTarget } from '../classic-settings';
import type { Message } from './classic-context';
import { isRecord, present } from './wire-call';

/** The options that an event carries for Classic under `integrations.Amplitude`. */
export function classicOptions(message: Message, name: string): unknown {
  const { integrations } = message.rawEvent() as { integrations?: { Amplitude?: unknown } };
  return typeof integrations?.Amplitude === 'object'
    ? message.proxy(`integrations.Amplitude.${name}`)
    : undefined;
}

/** Traits, id, groups, campaign and query string, all set each time. */
export function toClassicUserProperties(
  message: Message,
  settings: ClassicSettings,
): Record<string, unknown> {
  const traits = Object.entries(message.traits()).filter(([name]) => name.toLowerCase() !== 'address');
  const groups = classicOptions(message, 'groups');
  return present({
    ...Object.fromEntries(traits),
    ...(isRecord(groups) && groups),
    ...(settings.trackUtmProperties && toCampaign(message)),
    ...toQueryString(message, settings, 'user_properties'),
  });
}

/** The query string under each name that is mapped to this target; on an identify call all of them are the user's. */
export function toQueryString(
  message: Message,
  { mapQueryParams }: ClassicSettings,
  target: QueryTarget,
): Record<string, unknown> {
  const search = message.proxy('context.page.search');
  if (typeof search !== 'string' || search === '') return {};
  const isIdentify = message.type() === 'identify';
  const names = Object.keys(mapQueryParams).filter((name) =>
    isIdentify ? target === 'user_properties' : mapQueryParams[name] === target,
  );
  return Object.fromEntries(names.map((name) => [name, search]));
}

function toCampaign(message: Message): Record<string, unknown> {
  const read = (key: string) => message.proxy(`context.campaign.${key}`) || undefined;
  return present({
    utm_source: read('source'),
    utm_medium: read('medium'),
    utm_campaign: read('name'),
    utm_term: read('term'),
    utm_content: read('content'),
  });
}
