import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { findAnalyticsJs } from '../service/intake/find-analytics-js';
import { toSourceSettings } from '../service/intake/source-settings';
import { answerSegment, CORS } from './answer-segment';

const SETTINGS = /^\/(?:v1\/)?projects\/([^/]+)\/settings$/;
const MAIN_SCRIPT = /^\/analytics\.js\/v1\/[^/]+\/analytics\.min\.js$/;
const SCRIPT = /^\/analytics-next\/bundles\/([^/]+)$/;

/** What a page asks for before it can send: the settings of its source, and analytics.js itself; true when it was that. */
export function serveAnalyticsJs(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  const key = SETTINGS.exec(path)?.[1];
  if (key !== undefined) {
    const settings = toSourceSettings(decodeURIComponent(key), `http://${request.headers.host ?? ''}`);
    return answerSegment(response, 200, settings);
  }
  const name = MAIN_SCRIPT.test(path) ? 'standalone.js' : SCRIPT.exec(path)?.[1];
  return name !== undefined && sendScript(response, name);
}

function sendScript(response: ServerResponse, name: string): true {
  const file = findAnalyticsJs(name);
  if (file === undefined) {
    const message = 'Install @segment/analytics-next beside this command to serve analytics.js.';
    return answerSegment(response, 404, { success: false, code: 'not_found', message });
  }
  response.writeHead(200, { ...CORS, 'content-type': 'text/javascript; charset=utf-8' });
  createReadStream(file).pipe(response);
  return true;
}
