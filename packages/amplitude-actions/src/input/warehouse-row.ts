import { CliError } from '../cli-error';

/** A call's type, or what tells it in a table where rows of several are mixed. */
export const ROW_TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;
export type RowType = (typeof ROW_TYPES)[number];

export type Row = Record<string, string>;

/** Columns of Segment's warehouse tables and the fields of the spec they hold ("Segment Warehouses, Schema"). */
const FIELDS: Record<string, string> = {
  id: 'messageId',
  message_id: 'messageId',
  anonymous_id: 'anonymousId',
  user_id: 'userId',
  group_id: 'groupId',
  previous_id: 'previousId',
  timestamp: 'timestamp',
  original_timestamp: 'originalTimestamp',
  sent_at: 'sentAt',
  received_at: 'receivedAt',
};

/** Of the warehouse itself, nothing that a call said. */
const INTERNAL = /^(uuid|uuid_ts|loaded_at|_.*)$/;

const TABLES: Record<string, RowType> = {
  tracks: 'track',
  identifies: 'identify',
  users: 'identify',
  pages: 'page',
  screens: 'screen',
  groups: 'group',
  accounts: 'group',
  aliases: 'alias',
};

/**
 * What a table holds: by its name (`pages.csv`, `public.identifies.csv.gz`), else by its columns. Throws a `CliError`
 * when neither says it.
 */
export function toRowType(name: string, columns: readonly string[]): RowType {
  const stem = /([^/\\]+?)(\.(csv|gz|zst|bz2|xz|txt))*$/i.exec(name)?.[1] ?? '';
  const table = TABLES[stem.split('.').at(-1)?.toLowerCase() ?? ''];
  if (table !== undefined) return table;
  if (columns.includes('event') || columns.includes('event_text')) return 'track';
  if (columns.includes('previous_id')) return 'alias';
  throw new CliError(
    `${name} has no column "event", and its name is none of Segment's tables (${Object.keys(TABLES).join(', ')}); say what its rows are with --csv-type.`,
  );
}

/** The Segment call that a row was made from. The columns beside those of the spec are properties, or traits. */
export function toCall(row: Row, type: RowType): Record<string, unknown> {
  const call: Record<string, unknown> = { type };
  const context: Record<string, unknown> = {};
  const rest: Row = {};
  for (const [column, cell] of Object.entries(row)) {
    const field = FIELDS[column];
    if (cell === '' || INTERNAL.test(column)) continue;
    if (field !== undefined) call[field] = cell;
    else if (column.startsWith('context_')) addContext(context, column.slice('context_'.length), cell);
    else rest[column] = cell;
  }
  if (type === 'track') nameEvent(call, rest);
  if (Object.keys(context).length > 0) call.context = context;
  return { ...call, ...toValues(rest, type) };
}

/** What a call carries beside its ids and times. */
function toValues(rest: Row, type: RowType): Record<string, unknown> {
  if (type === 'alias') return {};
  const values = Object.fromEntries(Object.entries(rest).map(([column, cell]) => [column, toValue(cell)]));
  if (type === 'identify' || type === 'group') return { traits: values };
  const isNamed = type !== 'track' && rest.name !== undefined;
  return { ...(isNamed && { name: rest.name }), properties: values };
}

/** `event` is the table's name, `event_text` what the call said. */
function nameEvent(call: Record<string, unknown>, rest: Row): void {
  call.event = rest.event_text ?? rest.event ?? '';
  delete rest.event;
  delete rest.event_text;
}

const OBJECTS = 'app|campaign|device|library|location|network|os|page|referrer|screen|user_agent_data|traits';
const NESTED = new RegExp(`^(${OBJECTS})_(.+)$`);

/** `context_campaign_source` is `context.campaign.source`; a column of no known object stays at the top. */
function addContext(context: Record<string, unknown>, column: string, cell: string): void {
  const [, object, key] = NESTED.exec(column) ?? [];
  if (object === undefined || key === undefined) {
    context[toCamelCase(column)] = toContextValue(cell);
    return;
  }
  const name = toCamelCase(object);
  const inner = (context[name] ??= {}) as Record<string, unknown>;
  inner[object === 'traits' ? key : toCamelCase(key)] = toContextValue(cell);
}

const toCamelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Versions and ids look like numbers and are none. */
const toContextValue = (cell: string): string | boolean =>
  cell === 'true' || cell === 'false' ? cell === 'true' : cell;

/** Tables have no types in CSV: what is written as a number, a boolean or JSON is one; 007 and 1.50 are text. */
function toValue(cell: string): unknown {
  if (cell === 'true' || cell === 'false') return cell === 'true';
  if (String(Number(cell)) === cell && Number.isFinite(Number(cell))) return Number(cell);
  if (!/^[[{]/.test(cell)) return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}
