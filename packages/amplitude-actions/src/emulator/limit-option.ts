import { InvalidArgumentError } from 'commander';
import { DOCUMENTED_LIMITS, type Limits } from 'segment-actions-amplitude/emulator';

/** Reads limits such as `httpapiEventsPerSecond=10,mixedOperations=false`. Throws commander's error, which names the flag. */
export function toLimits(rule: string, limits: Partial<Limits>): Partial<Limits> {
  const read: Record<string, number | boolean> = {};
  for (const part of rule.split(',')) {
    const [name = '', value = ''] = part.split('=').map((text) => text.trim());
    if (!Object.hasOwn(DOCUMENTED_LIMITS, name)) {
      const known = Object.keys(DOCUMENTED_LIMITS).join(', ');
      throw new InvalidArgumentError(`"${name}" is no limit; they are ${known}.`);
    }
    read[name] = toValue(name as keyof Limits, value);
  }
  return { ...limits, ...read };
}

function toValue(name: keyof Limits, text: string): number | boolean {
  if (typeof DOCUMENTED_LIMITS[name] === 'boolean') {
    if (text !== 'true' && text !== 'false')
      throw new InvalidArgumentError(`"${name}" is true or false, not "${text}".`);
    return text === 'true';
  }
  const value = text === 'none' ? Infinity : Number(text);
  if (text === '' || !(value >= 0))
    throw new InvalidArgumentError(`"${name}" needs a number or none, not "${text}".`);
  return value;
}
