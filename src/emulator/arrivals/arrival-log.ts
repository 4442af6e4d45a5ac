import { randomBytes } from 'node:crypto';
import { isJsonObject } from '../json-object';
import type { ItemNotes } from '../journal';
import type { ArrivalDetail, RequestDetail, Row, SourceDetail, StreamMessage } from '../page-api';
import type { Served } from '../serve-request';
import type { Workbench } from '../workbench';
import { describeItem } from './describe-item';
import { History } from './history';
import { createJudge, type Judgement } from './judge-item';
import { KeptArrivals, MOST_ARRIVALS, type Arrival } from './kept-arrivals';
import { toRequestDetail } from './to-request-detail';
import { Tries } from './tries';

type FindSource = NonNullable<Workbench['findSource']>;

/** What a row says about a Segment event that leads to no request. */
export type NotSent = Pick<Row, 'name' | 'who' | 'reason' | 'user' | 'device'>;

/** What the page shows of what arrived, without keys. */
export class ArrivalLog {
  /** New at each start and reset, so that an old link does not show another event. */
  readonly run = randomBytes(3).toString('hex');
  readonly history = new History();
  readonly #kept = new KeptArrivals();
  readonly #tries = new Tries();
  readonly #listeners: Set<(message: StreamMessage) => void>;
  readonly #findSource: FindSource;
  #number = 0;
  #requestNumber = 0;

  constructor(listeners: Set<(message: StreamMessage) => void>, findSource: FindSource = () => undefined) {
    this.#listeners = listeners;
    this.#findSource = findSource;
  }

  get forgotten(): number {
    return this.#kept.forgotten;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** Notes what became of each item of a request; a request that could not be read is one row. */
  record(served: Served, at: number): void {
    const { route, items, outcome } = served;
    if (!route || (items.length === 0 && outcome.answer.status < 300)) return;
    const request = toRequestDetail(served, this.#nextRequestId(), at);
    const judge = createJudge(served);
    const bytes = request.bytes / Math.max(items.length, 1) + 500;
    const rows = items.map((item, index) => this.#addItem(item, index, served, request, judge(index), bytes));
    if (items.length === 0) rows.push(this.#addUnread(request, judge(0), bytes));
    request.rows.push(...rows.map(({ id }) => id));
    this.#emit({ type: 'rows', rows });
  }

  /** A Segment event that leads to no request. */
  addNotSent(event: NotSent & { at: number }, source: SourceDetail): void {
    const request = { ...NO_REQUEST, id: this.#nextRequestId(), at: event.at, rows: [] };
    const row = this.#toRow({
      ...event,
      outcome: 'not-sent',
      kind: 'segment',
      digest: event.reason ?? '',
      batch: 1,
      notices: source.notices.length,
      project: 0,
    });
    this.#kept.add({ row, item: undefined, index: 0, cut: [], changes: [], request, source, bytes: 2_000 });
    this.#emit({ type: 'rows', rows: [row] });
  }

  #addItem(
    item: unknown,
    index: number,
    { items, journal, url, route }: Served,
    request: RequestDetail,
    { outcome, field, reason }: Judgement,
    bytes: number,
  ): Row {
    const { cut, changes, subjects } = journal?.of(index) ?? NO_NOTES;
    const insertId = readInsertId(item);
    const source = this.#findSource(item, url.pathname);
    const row = this.#toRow({
      ...describeItem(item, route?.endpoint ?? 'httpapi'),
      at: request.at,
      outcome,
      batch: items.length,
      notices: countNotices(source, cut),
      project: journal?.project ?? 0,
      reason,
    });
    if (insertId !== undefined) {
      row.attempt = this.#tries.add(insertId, { id: row.id, at: row.at, outcome, status: request.status });
    }
    // The Segment event and a row for each of its values stand beside the object.
    const kept = source ? 4 * bytes : bytes;
    this.#kept.add({ row, item, index, field, insertId, cut, changes, request, source, bytes: kept });
    for (const subject of subjects) this.#addStep(subject, row, item, changes);
    return row;
  }

  #addUnread(request: RequestDetail, { outcome, reason }: Judgement, bytes: number): Row {
    const row = this.#toRow({
      at: request.at,
      outcome,
      kind: 'request',
      name: `${request.method} ${request.path}`,
      who: '',
      digest: reason ?? '',
      batch: 1,
      notices: 0,
      project: 0,
      reason,
    });
    this.#kept.add({ row, item: request.text, index: 0, cut: [], changes: [], request, bytes });
    return row;
  }

  #addStep(subject: string, { id, at, name, kind }: Row, item: unknown, changes: Arrival['changes']): void {
    const session = isJsonObject(item) && typeof item.session_id === 'number' ? item.session_id : undefined;
    this.history.add(
      subject,
      { id, at, name, kind, session },
      changes.filter((each) => each.subject === subject).map(({ change }) => change),
    );
  }

  #toRow(row: Omit<Row, 'id' | 'n' | 'attempt'>): Row {
    this.#number += 1;
    return { id: `${this.run}-${this.#number}`, n: this.#number, attempt: 1, ...row };
  }

  #nextRequestId(): string {
    this.#requestNumber += 1;
    return `${this.run}-r${this.#requestNumber}`;
  }

  #emit(message: StreamMessage): void {
    for (const listener of this.#listeners) listener(message);
  }

  /** The rows after a number, oldest first. */
  rows(after = 0, limit = MOST_ARRIVALS): Row[] {
    return this.#kept.rows(after, limit);
  }

  /** Numbers of the rows that hold the text anywhere. */
  search(text: string): number[] {
    return this.#kept.search(text);
  }

  request(id: string): RequestDetail | undefined {
    return this.#kept.request(id);
  }

  /** By id, or the newest by `latest`. */
  detail(id: string): ArrivalDetail | undefined {
    const [run, number] = id.split('-');
    const known = run === this.run ? this.#kept.byNumber(Number(number)) : undefined;
    const arrival = id === 'latest' ? this.#kept.newest : known;
    if (!arrival) return undefined;
    const { row, insertId, bytes, ...rest } = arrival;
    const tries = insertId === undefined ? [] : [...this.#tries.of(insertId)];
    return { ...row, ...rest, insertId, tries };
  }
}

const NO_NOTES: ItemNotes = { cut: [], changes: [], subjects: new Set() };

const readInsertId = (item: unknown): string | undefined =>
  isJsonObject(item) && typeof item.insert_id === 'string' ? item.insert_id : undefined;

const countNotices = (source: SourceDetail | undefined, cut: readonly string[]): number =>
  (source?.notices.length ?? 0) + cut.length;

const NO_REQUEST: Omit<RequestDetail, 'id' | 'at' | 'rows'> = {
  method: '',
  path: '',
  contentType: '',
  contentEncoding: '',
  bytesSent: 0,
  bytes: 0,
  envelope: {},
  status: 0,
  answerType: '',
  answer: '',
  ms: 0,
};
