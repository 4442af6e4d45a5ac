import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What an answer is made of: Amplitude's own words for a success at that endpoint, and an address that must see nothing. */
export interface OddContext {
  success: string;
  elsewhere: string;
}

export type OddAnswer = (response: ServerResponse, context: OddContext, request: IncomingMessage) => unknown;

const text =
  (body: string | Uint8Array, headers: Record<string, string> = {}): OddAnswer =>
  (response) =>
    response.writeHead(200, headers).end(body);

/** Amplitude's words with a status that Amplitude does not use for them. */
const withStatus =
  (status: number, headers: Record<string, string> = {}): OddAnswer =>
  (response, { success }) =>
    response.writeHead(status, headers).end(success);

const redirect =
  (status: number): OddAnswer =>
  (response, { elsewhere, success }) =>
    response.writeHead(status, { location: elsewhere }).end(success);

const page =
  (status: number): OddAnswer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');

const raw =
  (bytes: string): OddAnswer =>
  (_response, _context, { socket }) =>
    socket.end(bytes);

/** Answers that Amplitude does not give, with which proxies, portals, caches and wrong addresses answer in its place. */
export const ODD_ANSWERS: Record<string, OddAnswer> = {
  'nothing': text(''),
  'a blank': text(' \r\n'),
  'the text OK': text('OK'),
  'the text Success, capital': text('Success'),
  'success in a sentence': text('success: signed in'),
  'success as JSON text': text('"success"'),
  'a login page': page(200),
  'JSON true': text('true'),
  'JSON null': text('null'),
  'a JSON number': text('200'),
  'an empty JSON list': text('[]'),
  'a code as text': text('{"code":"200"}'),
  'a code of 204': text('{"code":204}'),
  'a code of 999': text('{"code":999}'),
  'a code of 404': text('{"code":404,"error":"Not found"}'),
  'a bare code of 400': text('{"code":400}'),
  'a bare code of 401': text('{"code":401}'),
  'a bare code of 403': text('{"code":403,"error":null}'),
  'a bare code of 413': text('{"code":413}'),
  'a bare code of 429': text('{"code":429}'),
  'a code of 200 with an error': text('{"code":200,"error":"Something"}'),
  'no events ingested': text('{"code":200,"events_ingested":0}'),
  'a number of events as text': text('{"code":200,"events_ingested":"2"}'),
  'less than no events': text('{"code":200,"events_ingested":-1}'),
  'cut JSON': text('{"code":200,"events_inge'),
  'two JSON values': text('{"code":200}\n{"code":200}'),
  'JSON without an end': text('['.repeat(300_000)),
  'invalid UTF-8': text(Buffer.from([0xff, 0xfe, 0xc3, 0x28])),
  'UTF-16': text(Buffer.from('success', 'utf16le')),
  'a picture': text(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), { 'content-type': 'image/png' }),
  'cut gzip': (response, { success }) =>
    text(gzipSync(`${success}${' '.repeat(10_000)}`).subarray(0, 12), { 'content-encoding': 'gzip' })(
      response, { success, elsewhere: '' }, response.req), // prettier-ignore
  'no gzip where gzip was said': text('hello', { 'content-encoding': 'gzip' }),
  'a login page in gzip': text(gzipSync('<html></html>'), { 'content-encoding': 'gzip' }),
  'over 1 MiB around a success': (response, { success }) => response.end(`${success}${' '.repeat(1_100_000)}`),
  'a body without an end': (response) => writeForever(response),
  'a body that breaks off, in chunks': (response, { success }) =>
    response.write(success, () => response.destroy()),
  'a body that breaks off before its length': (response, { success }) =>
    response
      .writeHead(200, { 'content-length': success.length + 10 })
      .write(success, () => response.destroy()),
  'no HTTP': raw('220 mail.example ESMTP\r\n'),
  'a status of one digit': raw('HTTP/1.1 2 OK\r\nContent-Length: 7\r\n\r\nsuccess'),
  '201': withStatus(201),
  '202': withStatus(202),
  '203': withStatus(203),
  '204': (response) => response.writeHead(204).end(),
  '205': (response) => response.writeHead(205).end(),
  '206': withStatus(206, { 'content-range': 'bytes 0-6/7' }),
  '300': redirect(300),
  '301': redirect(301),
  '302': redirect(302),
  '303': redirect(303),
  '304': (response) => response.writeHead(304).end(),
  '307': redirect(307),
  '308': redirect(308),
  'a redirect without an address': withStatus(302),
  'a redirect to what is no address': withStatus(302, { location: 'http://[' }),
  'a page not found': page(404),
  '404 in JSON': (response) => response.writeHead(404).end('{"code":404,"error":"Not Found"}'),
  '405': page(405),
  '407': withStatus(407, { 'proxy-authenticate': 'Basic realm="proxy"' }),
  '410': page(410),
  '421': page(421),
  '426': page(426),
  '451': page(451),
  '501': page(501),
  '502 with a success': withStatus(502),
  '600': withStatus(600),
  '999': withStatus(999),
}; // prettier-ignore

function writeForever(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536, 0x20);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}
