import fc from 'fast-check';

const KEYS = [
  'a', 'b', 'list', 'userId', 'properties', 'context', 'Actions Amplitude', 'x.y', 'it is', '0', '$', 'length', '',
]; // prettier-ignore
const key = fc.constantFrom(...KEYS);

/** Paths as people write them, and as they do not: brackets, quotes, indexes, roots in odd places, blanks. */
export const paths = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(key, { minLength: 1, maxLength: 4 }).map((keys) => `$.${keys.join('.')}`),
  },
  fc.array(key, { maxLength: 3 }).map((keys) => keys.join('.')),
  fc.tuple(key, fc.nat(2), key).map(([first, index, last]) => `$.${first}[${index}].${last}`),
  fc.tuple(key, key).map(([first, last]) => `$.${first}['${last}']`),
  fc.tuple(key, key).map(([first, last]) => `$.${first}["${last}"].a`),
  fc.constantFrom('$', '$.', '.', '', ' ', 'a$.b', '$.a.$.b', "$.'a'", '$.list[0', '$..a', 'list.length'),
);

const scalar = fc.oneof(
  fc.constantFrom('', ' ', 'Track', 'UPPER', '[1,2]', '{"a":1}', 'a-b-a', '{{a}}', 'true', '$&'),
  fc.integer({ min: -2, max: 3 }),
  fc.boolean(),
  fc.constant(null),
  fc.double(),
);

class Money {
  constructor(
    readonly amount: number,
    readonly note?: string,
  ) {}
}

/** What an event holds: JSON, and what programs put into events besides. A key named __proto__ the framework would lose. */
const eventValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalar,
    fc.constantFrom(undefined, new Date(0), new Money(1), new Money(2, undefined), Object.create(null)),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.constant({ toString: 1, valueOf: 1 }),
  ),
})).value; // prettier-ignore

export const events: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(key, eventValue, { maxKeys: 8 });

const templates = fc
  .array(
    fc.oneof(
      fc.constantFrom('', 'Viewed ', '{{', '}}', '{', '{{}}', '{{ }}', '{{{ a }}}', '$&'),
      paths.map((path) => `{{${path.replace('$.', '')}}}`),
      paths.map((path) => `{{{${path}}}}`),
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(''));

/** Any part of a mapping: every directive with right options and with wrong ones, nested in each other. */
const part = fc.letrec<{ part: unknown; object: Record<string, unknown>; directive: Record<string, unknown> }>(
  (tie) => {
    const directive = (name: string, options: fc.Arbitrary<unknown>) =>
      fc.oneof(
        { weight: 9, arbitrary: options.map((value) => ({ [name]: value })) },
        options.map((value) => ({ [name]: value, _metadata: { silent: true } })),
        scalar.map((value) => ({ [name]: value })),
        options.map((value) => ({ [name]: value, other: 1 })),
      );
    const partial = (shape: Record<string, fc.Arbitrary<unknown>>) => fc.record(shape, { requiredKeys: [] });
    const of = <T>(value: T) => fc.constant(value);
    const any = tie('part');
    const pathPart = paths.map((path) => ({ '@path': path }));
    return {
      part: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        pathPart,
        scalar,
        tie('directive'),
        tie('object'),
        fc.array(any, { maxLength: 3 }),
      ),
      object: fc.dictionary(key, any, { maxKeys: 4 }),
      directive: fc.oneof(
        directive('@path', fc.oneof({ weight: 5, arbitrary: paths }, any)),
        directive('@template', fc.oneof({ weight: 5, arbitrary: templates }, any)),
        directive('@literal', any),
        directive('@if', partial({ exists: any, blank: any, then: any, else: any })),
        pathPart.map((path) => ({ '@if': { exists: path, then: path, else: 'none' } })),
        directive('@case', partial({ operator: fc.constantFrom('lower', 'upper', 'title', ''), value: any })),
        directive(
          '@replace',
          partial({
            pattern: fc.constantFrom('a', '-', '.', '$', '(', '', 'longer than ten'),
            replacement: fc.constantFrom('', 'b', '$&', 'longer than ten', null),
            pattern2: fc.constantFrom('b', '', '1'),
            replacement2: fc.constantFrom('c', null),
            ignorecase: fc.constantFrom(true, false, null),
            global: fc.constantFrom(true, false, null),
            value: any,
          }),
        ),
        directive('@arrayPath', fc.tuple(fc.oneof({ weight: 4, arbitrary: paths }, any), any)),
        directive('@flatten', partial({ separator: fc.constantFrom('.', '_', ''), value: any, omitArrays: fc.boolean() })),
        directive('@json', partial({ mode: fc.constantFrom('encode', 'decode', 'ENCODE', ''), value: any })),
        directive('@merge', partial({ direction: fc.constantFrom('left', 'right', ''), objects: fc.array(any, { maxLength: 3 }) })),
        directive('@transform', partial({ apply: fc.oneof(tie('object'), any), mapping: fc.oneof(tie('object'), any) })),
        directive('@excludeWhenNull', any),
        directive('@liquid', fc.oneof(of('{{ a | upcase }}'), of('{% if b %}x{% endif %}'), of('{{ properties.a }}'), of('{{'))),
        directive('@unknown', any),
        pathPart.map((path) => ({ ...path, '@template': 'both' })),
      ),
    };
  },
); // prettier-ignore

export const mappings: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.dictionary(fc.oneof(key, fc.constant('event_type')), part.part, { maxKeys: 4 }),
  },
  part.directive,
  fc.record({ __segment_internal_directive: part.directive, b: part.part }),
  fc.constant(
    JSON.parse('{"__proto__": {"@path": "$.a"}, "b": {"@path": "$.b"}}') as Record<string, unknown>,
  ),
);
