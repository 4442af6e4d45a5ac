import type { ActionDefinition, DestinationDefinition, InputField } from '@segment/actions-core';

type Fields = Record<string, InputField>;
type Action = Pick<ActionDefinition<unknown>, 'title' | 'description' | 'defaultSubscription' | 'fields'>;

const HEAD = `# Fields

<!-- Written from the definition by \`npm run docs:fields\`. Change the fields in src/destinations/amplitude/fields, not here. -->

Every action with its fields: the key that a saved mapping uses, the label, the type, the default mapping and what it is
for. \`a ?? b\` is the first of the two that exists; \`a unless blank\` is left out when it is empty or \`false\`;
\`{{a}}\` is a template. A star marks a required field; "hidden" ones are for the host, not for the person who maps.
`;

/** The text of docs/fields.md for a definition: settings first, then a table for each action, in the definition's order. */
export function fieldsDoc<Settings>({ authentication, actions }: DestinationDefinition<Settings>): string {
  const settings = Object.entries(authentication?.fields ?? {}).map(([key, field]) =>
    row([
      code(key) + (field.required ? ' \\*' : ''),
      field.label,
      field.type,
      field.default === undefined ? '' : code(String(field.default)),
      field.description,
    ]),
  );
  const sections = Object.entries(actions).map(([key, action]) => actionSection(key, action as Action));
  return `${[HEAD, '## Settings\n', table(settings), '', ...sections].join('\n')}`;
}

function actionSection(key: string, { title, description, defaultSubscription, fields }: Action): string {
  const trigger = `Action key ${code(key)}. Default trigger: ${code(defaultSubscription ?? '')}.`;
  return [`## ${title}\n`, `${description} ${trigger}\n`, table(fieldRows(fields)), ''].join('\n');
}

function fieldRows(fields: Fields): string[] {
  return Object.entries(fields).map(([key, field]) =>
    row([
      code(key) + (field.required === true ? ' \\*' : ''),
      field.label + (field.unsafe_hidden ? ' (hidden)' : ''),
      toType(field),
      toDefault(field.default),
      field.description,
    ]),
  );
}

function toType({ type, multiple, allowNull, choices }: InputField): string {
  const named = Array.isArray(choices)
    ? ` (${choices.map((choice) => (typeof choice === 'string' ? choice : choice.value)).join(', ')})`
    : '';
  return `${type}${multiple ? ' list' : ''}${allowNull ? ', may be null' : ''}${named}`;
}

/** A default mapping the way a person would say it; each key of an object on a line of its own. */
function toDefault(mapping: unknown): string {
  if (mapping === undefined) return '';
  const entries = typeof mapping === 'object' && mapping !== null ? Object.entries(mapping) : [];
  if (entries.length === 0 || entries.some(([key]) => key.startsWith('@')))
    return code(toExpression(mapping));
  return entries.map(([key, value]) => code(`${key}: ${toExpression(value)}`)).join('<br>');
}

interface Directive {
  '@path'?: string;
  '@template'?: string;
  '@if'?: { exists?: unknown; blank?: unknown; then?: unknown; else?: unknown };
}

function toExpression(mapping: unknown): string {
  if (typeof mapping !== 'object' || mapping === null) return String(mapping);
  const directive: Directive = mapping;
  if (directive['@path'] !== undefined) return directive['@path'];
  if (directive['@template'] !== undefined) return directive['@template'];
  const condition = directive['@if'];
  if (condition === undefined) return JSON.stringify(mapping);
  const then = toExpression(condition.then);
  if (condition.else === undefined) return `${then} unless blank`;
  return `${then} ?? ${toExpression(condition.else)}`;
}

const code = (text: string) => (text === '' ? '' : `\`${text}\``);

/** A bar inside a cell would end it. */
const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const table = (rows: string[]) =>
  ['| Key | Label | Type | Default | What for |', '|---|---|---|---|---|', ...rows].join('\n');
