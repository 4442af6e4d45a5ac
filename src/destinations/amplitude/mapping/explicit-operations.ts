import type { Notice } from '../notice';
import { isBlank } from './blank';
import { readObject } from './read-value';
import type { Operation, Operations } from './operations';

/** The operation that each field of an action stands for. */
const OPERATION_BY_FIELD = {
  setOnce: '$setOnce',
  setAlways: '$set',
  add: '$add',
  append: '$append',
  prepend: '$prepend',
  unset: '$unset',
} as const satisfies Record<string, Operation>;

type OperationFields = Partial<Record<keyof typeof OPERATION_BY_FIELD, unknown>>;

/** What the operation fields of an action hold. A field that is no object is left out, with a notice that names it. */
export function toExplicitOperations(payload: OperationFields, notices: Notice[]): Operations {
  const operations: Operations = {};
  for (const field of FIELDS) {
    const given = payload[field];
    if (isBlank(given)) continue;
    // Names alone are as good as keys: the values are not read.
    const isNames = field === 'unset' && (typeof given === 'string' || Array.isArray(given));
    operations[OPERATION_BY_FIELD[field]] = isNames ? given : readObject(given, field, notices);
  }
  return operations;
}

const FIELDS = Object.keys(OPERATION_BY_FIELD) as (keyof OperationFields)[];
