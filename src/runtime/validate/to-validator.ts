import { type InputField, PayloadValidationError } from '@segment/actions-core';
import type { Notice } from '../../destinations/amplitude/notice';
import type { RawPayload } from '../compile-mapping/compile-mapping';
import { toFieldSchemas } from './field-schema';
import { toFieldValidator, type FieldValidator, type Validated } from './field-validator';

export interface ValidPayload {
  payload: RawPayload;
  notices: Notice[];
}

/** Keeps what the fields of an action declare, in the declared types. Throws a PayloadValidationError otherwise. */
export type Validator = (mapped: RawPayload) => ValidPayload;

/**
 * Makes the validation of an action. Every value passes the framework's own schema. By default an optional value of a
 * wrong type is left out with a notice; `strict` refuses the event, as the framework does.
 */
export function toValidator(fields: Record<string, InputField>, strict: boolean): Validator {
  const { schemas, required } = toFieldSchemas(fields);
  const validators = new Map<string, FieldValidator>();
  for (const [name, schema] of schemas) validators.set(name, toFieldValidator(name, schema));
  return (mapped) => {
    const payload: RawPayload = {};
    const faults: Validated['faults'] = [];
    for (const name of Object.keys(mapped)) {
      const given = mapped[name];
      const validator = given === '' ? undefined : validators.get(name);
      if (validator === undefined) continue;
      const validated = validator(given);
      if (validated.value !== undefined) payload[name] = validated.value;
      if (validated.faults.length > 0) faults.push(...validated.faults);
    }
    const missing = [...required].filter((name) => payload[name] === undefined);
    if (missing.length > 0 || (strict && faults.length > 0)) throw toRefusal(missing, faults);
    return { payload, notices: faults.map(toNotice) };
  };
}

function toRefusal(missing: string[], faults: Validated['faults']): PayloadValidationError {
  const unexplained = missing.filter((name) => !faults.some(({ path }) => path === name));
  const empty = unexplained.map(
    (name) => `${name} is required, but its mapping yields nothing for this event.`,
  );
  return new PayloadValidationError([...empty, ...faults.map(({ reason }) => reason)].join(' '));
}

function toNotice({ path, reason }: Validated['faults'][number]): Notice {
  return { name: 'value_dropped', text: `Left ${path} out: ${reason}` };
}
