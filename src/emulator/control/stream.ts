import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AmplitudeEmulator } from '../amplitude-emulator';
import type { Row, StreamMessage } from '../page-api';

const FLUSH_MS = 50;
/** So that proxies, and the client, see that it still lives. */
const PING_MS = 20_000;
/** What a page that does not read may leave unread before it is cut off; it then asks for what it missed. */
const MOST_UNREAD = 8 * 1024 * 1024;

/** Server-sent events: rows as they arrive, in parcels every 50 ms, from the row after `Last-Event-ID` or `?after=`. */
export function serveStream(
  request: IncomingMessage,
  response: ServerResponse,
  after: number,
  emulator: AmplitudeEmulator,
  closing: AbortSignal,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const { arrivals } = emulator;
  let rows: Row[] = arrivals?.rows(resumeAfter(request, after, arrivals.run)) ?? [];
  const write = (message: StreamMessage, id?: string): void => {
    response.write(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(message)}\n\n`);
    if (response.writableLength > MOST_UNREAD) response.destroy();
  };
  const flush = (): void => {
    const last = rows.at(-1);
    if (!last) return;
    write({ type: 'rows', rows }, last.id);
    rows = [];
  };
  const stopListening = emulator.listen((message) => {
    if (message.type === 'rows') rows.push(...message.rows);
    else {
      if (message.type === 'reset') rows = [];
      write(message);
    }
  });
  flush();
  response.flushHeaders();
  const flushing = setInterval(flush, FLUSH_MS);
  const pinging = setInterval(() => response.write(': here\n\n'), PING_MS);
  const end = (): void => {
    clearInterval(flushing);
    clearInterval(pinging);
    stopListening();
    closing.removeEventListener('abort', end);
    response.destroy();
  };
  response.once('close', end);
  closing.addEventListener('abort', end, { once: true });
}

/** A browser that lost its connection says which row it saw last; after a restart that row is of another run. */
function resumeAfter({ headers }: IncomingMessage, after: number, run: string): number {
  const [lastRun, number] = String(headers['last-event-id'] ?? '').split('-');
  return lastRun === run ? Number(number) : after;
}
