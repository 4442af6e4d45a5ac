import type { ClassicSettings } from '../classic-settings';
import { actionDefaults } from '../mapping/action-defaults';
import { attribution } from '../mapping/attribution';
import { deviceContext } from '../mapping/device-context';
import { deviceId } from '../mapping/device-id';
import type { Mapping } from '../mapping/directives';
import { classicOption, groupsOption, skipUnless } from '../mapping/integration-options';
import { canBeKey, keyOf } from '../mapping/key-of';
import { userProperties } from '../mapping/user-properties';
import { subscription, type ClassicSubscription } from './subscription';

const TRAITS = '$.traits';

/** Identify calls, with each listed trait under the operation that Classic used for it. */
export function identifies(settings: ClassicSettings): ClassicSubscription {
  return subscription('Identify Calls', 'type = "identify"', 'identifyUser', {
    ...actionDefaults('identifyUser', ['utm_properties', 'referrer']),
    ...deviceContext(settings, TRAITS),
    ...attribution(settings),
    device_id: deviceId(settings),
    groups: groupsOption,
    paying: classicOption('paying'),
    start_version: classicOption('start_version', 'startVersion'),
    user_properties: userProperties(TRAITS, settings),
    ...traitOperations(settings),
    skip: skipUnless(),
  });
}

/** A trait in several lists goes by the first of them, as in Classic: increment, set once, append, prepend. */
function traitOperations(
  settings: ClassicSettings,
): Record<'add' | 'setOnce' | 'append' | 'prepend', Mapping> {
  const { traitsToIncrement, traitsToSetOnce, traitsToAppend, traitsToPrepend } = settings;
  const seen = new Set<string>();
  const fromTraits = (names: readonly string[]): Mapping => {
    const mine = names.filter((name) => !seen.has(name) && canBeKey(name));
    for (const name of mine) seen.add(name);
    return Object.fromEntries(mine.map((name) => [name, keyOf(TRAITS, name)]));
  };
  return {
    add: fromTraits(traitsToIncrement),
    setOnce: fromTraits(traitsToSetOnce),
    append: fromTraits(traitsToAppend),
    prepend: fromTraits(traitsToPrepend),
  };
}
