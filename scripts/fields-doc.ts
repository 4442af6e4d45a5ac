import type { ActionDefinition, DestinationDefinition, InputField } from '@segment/actions-core';
import { sharedFields, type SharedFields } from './fields-doc/shared-fields';

type Fields = Record<string, InputField>;
type Action = Pick<ActionDefinition<unknown>, 'title' | 'description' | 'defaultSubscription' | 'fields'>;

const HEAD = `# Fields

<!-- Written from the definition by \`npm run docs:fields\`. Change the fields in src/destinations/amplitude/fields, not here. -->

Which fields does an action have, and what is mapped to them when you map nothing? Each action lists its own fields and
names those that it shares with others; a shared field is described once, further down. The key is what a saved mapping uses:

\`\`\`json
{ "event_type": { "@path": "$.event" }, "user_id": { "@path": "$.userId" } }
\`\`\`

\`a ?? b\` is the first of the two that exists; \`a unless blank\` is left out when it is empty or \`false\`; \`{{a}}\` is a
template. A star marks a required field; "hidden" ones are for the host, not for the person who maps.
`;

/** The text of docs/fields.md for a definition: settings, the actions in the definition's order, then what they share. */
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
  const defined = Object.entries(actions).map(([key, action]) => [key, action as Action] as const);
  const rows = new Map(defined.map(([, { title, fields }]) => [title, fieldRows(fields)]));
  const shared = sharedFields(rows);
  const sections = defined.map(([key, action]) => actionSection(key, action, rows, shared));
  const tables = shared.map(
    (group) => `## ${headingOf(group, [...rows.keys()])}\n\n${table([...group.rows.values()])}\n`,
  );
  return `${[HEAD, '## Settings\n', table(settings), '', ...sections, ...tables].join('\n')}`;
}

function actionSection(
  key: string,
  { title, description, defaultSubscription }: Action,
  rows: ReadonlyMap<string, ReadonlyMap<string, string>>,
  shared: SharedFields[],
): string {
  const trigger = `Action key ${code(key)}. Default trigger: ${code(defaultSubscription ?? '')}.`;
  const itsShared = shared.filter(({ actions }) => actions.includes(title));
  const own = [...(rows.get(title) ?? [])].filter(
    ([name]) => !itsShared.some((group) => group.rows.has(name)),
  );
  const links = itsShared.map((group) => {
    const heading = headingOf(group, [...rows.keys()]);
    return `- [${heading}](#${toAnchor(heading)}): ${[...group.rows.keys()].map(code).join(', ')}`;
  });
  const ownTable = own.length === 0 ? [] : [`${table(own.map(([, text]) => text))}\n`];
  return [`## ${title}\n`, `${description} ${trigger}\n`, ...ownTable, ...links, ''].join('\n');
}

/** The fewest names that say whose fields these are. */
function headingOf({ actions }: SharedFields, all: string[]): string {
  const others = all.filter((title) => !actions.includes(title));
  if (others.length === 0) return 'Every action';
  if (others.length < actions.length) return `Every action but ${inWords(others)}`;
  return inWords(actions);
}

const inWords = (names: string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

const toAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 ]/g, '')
    .replaceAll(' ', '-');

function fieldRows(fields: Fields): Map<string, string> {
  const rows = Object.entries(fields).map(([key, field]): [string, string] => [
    key,
    row([
      code(key) + (field.required === true ? ' \\*' : ''),
      field.label + (field.unsafe_hidden ? ' (hidden)' : ''),
      toType(field),
      toDefault(field.default),
      field.description,
    ]),
  ]);
  return new Map(rows);
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
