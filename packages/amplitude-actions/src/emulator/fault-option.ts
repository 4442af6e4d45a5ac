import { InvalidArgumentError } from 'commander';
import { isFaultAction, readFault, type Fault } from 'segment-actions-amplitude/emulator';

/** Reads a rule such as `path=/batch,every=10,status=500`. Throws commander's error, which names the flag. */
export function toFault(rule: string): Fault {
  const when: Record<string, unknown> = {};
  const action: Record<string, unknown> = {};
  for (const part of rule.split(',')) {
    const [name = '', value = ''] = part.split('=').map((text) => text.trim());
    (isFaultAction(name) ? action : when)[name] = toValue(value);
  }
  try {
    return readFault({ ...when, ...(Object.keys(action).length > 0 && { action }) });
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

const toValue = (text: string): unknown => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : text);
