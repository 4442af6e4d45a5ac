import nock from 'nock';
import { toUrl, type Endpoint } from '../src/destinations/amplitude/api/endpoints';

export interface AmplitudeAnswer {
  status?: number;
  /** An object goes as JSON, text as text/html, as Amplitude sends them. */
  body?: object | string;
}

/** A request as the server received it. */
export interface Received {
  headers: Record<string, string>;
  /** JSON parsed; a form as its parameters, the JSON in them parsed too. */
  body: unknown;
  /** The body as it was on the wire. */
  raw: string;
}

const TEXT_ENDPOINTS: readonly Endpoint[] = ['identify', 'groupidentify'];

/** What Amplitude says when it took everything. */
export function successOf(endpoint: Endpoint): object | string {
  if (TEXT_ENDPOINTS.includes(endpoint)) return 'success';
  return { code: 200, server_upload_time: 1_618_245_157_900, payload_size_bytes: 512, events_ingested: 1 };
}

/**
 * Answers the next requests to one endpoint, one answer each (success when none is given), and keeps what it received.
 * Use with {@link expectNoRealRequests}.
 */
export function answerAsAmplitude(
  endpoint: Endpoint,
  region: string = 'north_america',
  answers: AmplitudeAnswer[] = [{}],
): Received[] {
  const received: Received[] = [];
  const url = new URL(toUrl(endpoint, region));
  for (const { status = 200, body = successOf(endpoint) } of answers) {
    nock(url.origin)
      .post(url.pathname)
      .reply(function (_uri, requestBody) {
        const raw = typeof requestBody === 'string' ? requestBody : JSON.stringify(requestBody);
        received.push({ headers: this.req.headers, body: readBody(raw), raw });
        return [
          status,
          body,
          { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json' },
        ];
      });
  }
  return received;
}

/** A nock that stays on meets the one of the next file in the same worker. */
afterAll(() => nock.restore());

/** Call once in a test file: no request leaves the machine, and every answer that was prepared has been used. */
export function expectNoRealRequests(): void {
  beforeAll(() => nock.disableNetConnect());
  afterEach(() => {
    const pending = nock.pendingMocks();
    nock.cleanAll();
    expect(pending).toEqual([]);
  });
}

function readBody(raw: string): unknown {
  if (raw.startsWith('{')) return JSON.parse(raw) as unknown;
  const parameters = [...new URLSearchParams(raw)].map(([name, value]) => [name, parseJson(value)]);
  return Object.fromEntries(parameters) as unknown;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
