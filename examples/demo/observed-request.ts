import type { Exchange, WireEvent, WireGroupIdentification, WireIdentification } from '../../src/emulator';

/** One object of a request, by the endpoint that took it. */
export type Sent =
  | { kind: 'event'; object: WireEvent }
  | { kind: 'identification'; object: WireIdentification }
  | { kind: 'group'; object: WireGroupIdentification }
  | { kind: 'mapping'; object: { user_id: string; global_user_id?: string } };

/** A request as the emulator received it, without its key. */
export interface ObservedRequest {
  /** Last part of the path: `httpapi`, `identify`, … */
  endpoint: string;
  status: number;
  sent: Sent[];
}

/** Reads what is in a request: JSON with `events`, or a form with `identification` or `mapping`. */
export function toObservedRequest({ path, status, contentType }: Exchange, body: Buffer): ObservedRequest {
  const endpoint = path.slice(path.lastIndexOf('/') + 1);
  const text = body.toString('utf8');
  const sent = contentType.startsWith('application/json')
    ? (JSON.parse(text) as { events: WireEvent[] }).events.map((object): Sent => ({ kind: 'event', object }))
    : readForm(endpoint, new URLSearchParams(text));
  return { endpoint, status, sent };
}

const KINDS: Record<string, Exclude<Sent['kind'], 'event'>> = {
  identify: 'identification',
  groupidentify: 'group',
  usermap: 'mapping',
};

function readForm(endpoint: string, form: URLSearchParams): Sent[] {
  const json = form.get('identification') ?? form.get('mapping');
  const kind = KINDS[endpoint];
  if (json === null || kind === undefined) return [];
  const objects = [JSON.parse(json) as Sent['object'] | Sent['object'][]].flat();
  return objects.map((object) => ({ kind, object }) as Sent);
}
