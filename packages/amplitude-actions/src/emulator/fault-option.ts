import { InvalidArgumentError } from 'commander';
import type { Fault, FaultAction } from 'segment-actions-amplitude/emulator';

const WHEN = ['nth', 'every', 'probability', 'times'];
const DROPS = ['before-ingestion', 'after-ingestion'] as const;
const ANSWERS = ['truncated', 'not-json'] as const;

/** Reads a rule such as `path=/batch,every=10,status=500`. Throws commander's error, which names the flag. */
export function toFault(rule: string): Fault {
  const when: Omit<Fault, 'action'> = {};
  let action: FaultAction | undefined;
  for (const part of rule.split(',')) {
    const [name = '', value = ''] = part.split('=').map((text) => text.trim());
    if (name === 'path') when.path = value;
    else if (WHEN.includes(name)) Object.assign(when, { [name]: toNumber(name, value) });
    else if (action !== undefined)
      throw new InvalidArgumentError(`"${rule}" has two actions; give two --fault.`);
    else action = toAction(name, value);
  }
  if (action === undefined) throw new InvalidArgumentError(`"${rule}" has no action, such as status=500.`);
  return { ...when, action };
}

function toAction(name: string, value: string): FaultAction {
  switch (name) {
    case 'status':
      return { status: toNumber(name, value) };
    case 'statusAfterIngestion':
      return { statusAfterIngestion: toNumber(name, value) };
    case 'latencyMs':
      return { latencyMs: toNumber(name, value) };
    case 'drop':
      return { drop: toOne(name, value, DROPS) };
    case 'answer':
      return { answer: toOne(name, value, ANSWERS) };
    default:
      throw new InvalidArgumentError(
        `"${name}" is no part of a rule; see amplitude-actions emulator --help.`,
      );
  }
}

function toNumber(name: string, value: string): number {
  if (!/^\d+(\.\d+)?$/.test(value))
    throw new InvalidArgumentError(`"${name}" needs a number, not "${value}".`);
  return Number(value);
}

function toOne<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new InvalidArgumentError(`"${name}" must be one of ${known.join(', ')}.`);
  return found;
}
