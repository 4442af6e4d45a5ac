import { isObject } from '@segment/actions-core';
import { hasType, type FieldSchema } from './field-schema';

/**
 * The value without what the framework takes for empty before it validates: null where the type has no null, '' where it
 * has no text. Undefined when nothing is left. A copy wherever the schema reaches in, since validation changes values in
 * place.
 */
export function withoutEmpty(value: unknown, schema: FieldSchema | undefined): unknown {
  if (schema === undefined || (schema.type === undefined && schema.enum === undefined)) return value;
  if (Array.isArray(value)) return withoutEmptyItems(value as unknown[], schema);
  if (isObject(value))
    return schema.properties === undefined ? value : withoutEmptyKeys(value, schema.properties);
  if (value === null && !hasType(schema, 'null')) return undefined;
  if (value === '' && !hasType(schema, 'string')) return undefined;
  return value;
}

function withoutEmptyItems(items: unknown[], { items: schema }: FieldSchema): unknown[] {
  // Only whole items go: the framework looks into an item, but keeps it as it was.
  const kept = items.filter((item) => schema === undefined || withoutEmpty(item, schema) !== undefined);
  return schema?.properties === undefined ? kept : structuredClone(kept);
}

function withoutEmptyKeys(
  object: Record<string, unknown>,
  properties: Record<string, FieldSchema>,
): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...object };
  for (const key of Object.keys(copy)) {
    copy[key] = withoutEmpty(copy[key], properties[key]);
    if (copy[key] === undefined) delete copy[key];
  }
  return copy;
}
