import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EmulatorOptions } from './emulator-options';
import { isAllowedCaller } from './control/is-allowed-caller';
import { PAGE_ASSETS, type PageAssets } from './page-assets';

const PAGES = /^\/(|events\/[^/]+|requests\/[^/]+|users(\/.*)?|groups(\/.*)?|workbench|faults)$/;

/** No script, style, picture or connection but this origin's, and no text ever becomes markup. */
const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const FOREVER = 'public, max-age=31536000, immutable';

interface Files {
  html: string;
  files: ReadonlyMap<string, { type: string; text: string }>;
}

const built = new WeakMap<PageAssets, Files>();

/** Serves the page and its files; true when the path is one of them. */
export function servePage(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { page, allowOrigins = [] }: EmulatorOptions,
): boolean {
  const isPage = PAGES.test(url.pathname);
  if (!page || request.method !== 'GET' || !(isPage || url.pathname.startsWith('/assets/'))) return false;
  const assets = typeof page === 'object' ? page : PAGE_ASSETS;
  if (!assets) {
    send(response, 503, 'text/plain; charset=utf-8', 'The page is not built: run npm run build.', 'no-store');
    return true;
  }
  const { html, files } = toFiles(assets);
  if (isPage) {
    // A link from another site may open the page: only what it shows is kept from others.
    if (!isNavigation(request) && !isAllowedCaller(request, allowOrigins)) return false;
    send(response, 200, 'text/html; charset=utf-8', html, 'no-cache');
    return true;
  }
  const file = files.get(url.pathname);
  if (file) send(response, 200, file.type, file.text, FOREVER);
  return file !== undefined;
}

const isNavigation = ({ headers }: IncomingMessage): boolean => headers['sec-fetch-mode'] === 'navigate';

function send(response: ServerResponse, status: number, type: string, text: string, cache: string): void {
  const body = Buffer.from(text);
  response.writeHead(status, {
    'content-type': type,
    'content-length': body.length,
    'cache-control': cache,
    ...SECURITY_HEADERS,
  });
  response.end(body);
}

/** The names carry a hash, so that a browser may keep them for ever. */
function toFiles(assets: PageAssets): Files {
  const known = built.get(assets);
  if (known) return known;
  const name = (base: string, text: string, extension: string): string =>
    `/assets/${base}.${createHash('sha256').update(text).digest('hex').slice(0, 12)}.${extension}`;
  const script = name('page', assets.script, 'js');
  const style = name('page', assets.style, 'css');
  const made: Files = {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Amplitude emulator</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='%231f5fd0'/%3E%3C/svg%3E">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body><div id="page"><noscript>This page needs JavaScript. What arrived is at /__emulator/events.</noscript></div></body>
</html>
`,
    files: new Map([
      [script, { type: 'text/javascript; charset=utf-8', text: assets.script }],
      [style, { type: 'text/css; charset=utf-8', text: assets.style }],
    ]),
  };
  built.set(assets, made);
  return made;
}
