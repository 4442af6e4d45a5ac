import { isJsonObject } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import type { RawDifference } from './differences';

const ORDER = /^(order[ _]?completed|completed[ _]?order)$/i;

/** Whether Classic took this for an order by its name in another spelling, which a trigger cannot. */
export const isOrderInOtherSpelling = ({ event }: Record<string, unknown>): boolean =>
  typeof event === 'string' &&
  ORDER.test(event.trim()) &&
  event !== 'Order Completed' &&
  event !== 'Completed Order';

/** Whether the difference is that of a trait which the settings name in another case. */
export function isTraitInOtherCase(
  { path }: RawDifference,
  { type, traits }: Record<string, unknown>,
  settings: ClassicSettings,
): boolean {
  if (!isJsonObject(traits)) return false;
  if (type === 'group') {
    const named = [settings.groupTypeTrait, settings.groupValueTrait];
    return (
      /^(groups|user_properties|call groupidentify)/.test(path) && named.some(isSpeltOtherwiseIn(traits))
    );
  }
  const listed = [
    ...settings.traitsToIncrement,
    ...settings.traitsToSetOnce,
    ...settings.traitsToAppend,
    ...settings.traitsToPrepend,
  ];
  const name = /^user_properties\.\$(?:set|add|setOnce|append|prepend)\.(.+)$/.exec(path)?.[1];
  return name !== undefined && !listed.includes(name) && listed.some((each) => isSameName(each, name));
}

const isSameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const isSpeltOtherwiseIn = (traits: Record<string, unknown>) => (name: string) =>
  name !== '' && !(name in traits) && Object.keys(traits).some((key) => isSameName(key, name));
