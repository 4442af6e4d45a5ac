import { Identify } from '@segment/facade';
import type { ClassicSettings } from '../classic-settings';
import { toClassicContext } from './classic-context';
import { classicOptions, toClassicUserProperties } from './classic-user-properties';
import { present, type WireCall } from './wire-call';

/** An identify call, with each listed trait under its operation. */
export function toClassicIdentify(message: Record<string, unknown>, settings: ClassicSettings): WireCall {
  const identify = new Identify(message, { traverse: false });
  return {
    endpoint: 'identify',
    name: '$identify',
    fields: present({
      ...toClassicContext(identify, settings),
      groups: classicOptions(identify, 'groups'),
      paying: classicOptions(identify, 'paying') === true ? 'true' : undefined,
      start_version: classicOptions(identify, 'start_version'),
      user_properties: toOperations(toClassicUserProperties(identify, settings), settings),
      time: undefined,
    }),
  };
}

/** A trait in several lists goes by the first: increment, set once, append, prepend. Names count in any case. */
function toOperations(properties: Record<string, unknown>, settings: ClassicSettings) {
  const lists: [operation: string, names: readonly string[]][] = [
    ['$add', settings.traitsToIncrement],
    ['$setOnce', settings.traitsToSetOnce],
    ['$append', settings.traitsToAppend],
    ['$prepend', settings.traitsToPrepend],
  ];
  const operations: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(properties)) {
    const isListed = (names: readonly string[]) =>
      names.some((each) => each.toLowerCase() === name.toLowerCase());
    const operation = lists.find(([, names]) => isListed(names))?.[0] ?? '$set';
    const operand = operation === '$add' ? Number(value) : value;
    if (!Number.isNaN(operand)) operations[operation] = { ...operations[operation], [name]: operand };
  }
  return Object.keys(operations).length > 0 ? operations : undefined;
}
