import { fieldsToJsonSchema, type InputField } from '@segment/actions-core';

/** The part of the framework's schema that is read here. */
export interface FieldSchema {
  type?: string | string[] | undefined;
  enum?: unknown[];
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, FieldSchema>;
  additionalProperties?: boolean;
  required?: string[];
  allOf?: unknown;
  items?: FieldSchema;
}

/** The framework's schema of each field. */
export function toFieldSchemas(fields: Record<string, InputField>): {
  schemas: Map<string, FieldSchema>;
  required: ReadonlySet<string>;
} {
  const schema = fieldsToJsonSchema(fields) as FieldSchema;
  if (schema.allOf !== undefined) {
    throw new TypeError('A field is required on a condition: the runtime checks each field for itself.');
  }
  return {
    schemas: new Map(Object.entries(schema.properties ?? {})),
    required: new Set(schema.required),
  };
}

/** Whether a type of the schema is among those of a field. */
export function hasType({ type }: FieldSchema, name: string): boolean {
  return Array.isArray(type) ? type.includes(name) : type === name;
}
