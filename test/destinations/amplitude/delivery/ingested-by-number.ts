import type { AmplitudeEmulator } from '../../../../src/emulator';

/**
 * What the emulator holds of each event of `toEvent`, in order of arrival: a key for each object, so that a key that
 * stands there twice was ingested twice.
 */
export function ingestedByNumber(emulator: AmplitudeEmulator): Map<number, string[]> {
  const held = new Map<number, string[]>();
  const add = (number: unknown, key: string) => {
    const place = Number(number);
    held.set(place, [...(held.get(place) ?? []), key]);
  };
  for (const { event_properties: properties, insert_id } of emulator.events)
    add(properties?.number, `event ${insert_id}`);
  for (const { user_properties: properties, insert_id } of emulator.identifications) {
    const group = /^group-(\d+)$/.exec(String(properties?.company));
    add(group?.[1] ?? properties?.number, `identify ${insert_id}`);
  }
  for (const { group_value } of emulator.groupIdentifications)
    add(group_value.replace('group-', ''), 'group');
  for (const userId of emulator.aliases.keys()) add(userId.split(' ')[1], 'alias');
  return held;
}
