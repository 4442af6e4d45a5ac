import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AmplitudeEmulator } from './amplitude-emulator';
import { json } from './answers';
import { isAllowedCaller } from './control/is-allowed-caller';
import { serveControl } from './control/serve-control';
import type { EmulatorOptions } from './emulator-options';
import { createHostCheck } from './known-host';
import { servePage } from './page-route';
import { sendAnswer } from './send-answer';
import { serveRequest, type Service } from './serve-request';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const CONTROL = /^\/__emulator(\/|$)/;

/** Decides who answers a request: the controls, the page, what the host adds, or Amplitude. */
export function createHandler(
  emulator: AmplitudeEmulator,
  service: Service,
  options: EmulatorOptions,
  host: string,
): Handle {
  const isKnownHost = createHostCheck(host, options.hostNames ?? []);
  return async (request, response) => {
    if (!isKnownHost(request.headers.host)) return refuse(response, 421, WRONG_HOST);
    const url = readUrl(request.url);
    if (!url) return refuse(response, 400, 'Invalid request path');
    if (CONTROL.test(url.pathname)) {
      if (!isAllowedCaller(request, options.allowOrigins ?? [])) return refuse(response, 403, WRONG_CALLER);
      return serveControl(request, response, url, { emulator, options, closing: service.closing });
    }
    if (await options.serve?.(request, response, url)) return;
    if (servePage(request, response, url, options)) return;
    await serveRequest(request, response, url, service);
  };
}

const WRONG_HOST =
  'The Host header names another machine. Use 127.0.0.1 or localhost, or start with --allow-host and this name.';
const WRONG_CALLER =
  'Web pages of other origins may not read or change what arrived. Start with --allow-origin and the origin to allow it.';

function refuse(response: ServerResponse, code: number, error: string): void {
  sendAnswer(response, json(code, { code, error }));
}

/** The path and query; undefined for what is no path, such as `//` or a broken percent sign. */
function readUrl(target = '/'): URL | undefined {
  try {
    const url = new URL(target, 'http://127.0.0.1');
    decodeURIComponent(url.pathname);
    return target.startsWith('/') && !target.startsWith('//') ? url : undefined;
  } catch {
    return undefined;
  }
}
