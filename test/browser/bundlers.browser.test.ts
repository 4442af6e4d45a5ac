import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import type { SegmentEvent } from '@segment/analytics-next';
import type { Browser } from 'playwright-core';
import webpack from 'webpack';
import { bundleWebModule } from '../../scripts/build-session-plugin';
import { describeInChromium, launchChromium, PATIENCE, until } from './chromium';

const ROOT = path.join(__dirname, '../..');
const PACKAGE = 'segment-actions-amplitude-session';

const PAGE = `
  import { AnalyticsBrowser } from '@segment/analytics-next';
  import { amplitudeSession } from '${PACKAGE}';
  const settings = { apiKey: 'test', apiHost: location.host + '/v1', protocol: 'http' };
  const cdnSettings = { integrations: { 'Segment.io': settings }, metrics: { sampleRate: 0 } };
  const analytics = AnalyticsBrowser.load({ writeKey: 'test', cdnSettings, plugins: [amplitudeSession()] });
  analytics.track('From a bundle');`;

const bundlers = {
  /** By its command: it is an ES module only. */
  vite(project: string, entry: string): Promise<string> {
    const settings = {
      build: { outDir: 'out', lib: { entry, formats: ['iife'], name: 'page', fileName: 'page' } },
      define: { 'process.env.NODE_ENV': '"production"' },
    };
    writeFileSync(path.join(project, 'vite.config.mjs'), `export default ${JSON.stringify(settings)};`);
    const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
    execFileSync(process.execPath, [vite, 'build'], { cwd: project, stdio: 'pipe' });
    const [file = ''] = readdirSync(path.join(project, 'out'));
    return Promise.resolve(path.join(project, 'out', file));
  },
  async webpack(project: string, entry: string): Promise<string> {
    const compiler = webpack({
      mode: 'production',
      context: project,
      entry,
      output: { path: path.join(project, 'out'), filename: 'page.js' },
    });
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      compiler.run((error, result) => (error ? reject(error) : resolve(result)));
    });
    await new Promise((resolve) => compiler.close(resolve));
    if (stats?.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
    return path.join(project, 'out/page.js');
  },
};

describeInChromium.each(['vite', 'webpack'] as const)('the package in a page that %s bundled', (name) => {
  jest.setTimeout(6 * PATIENCE);

  let browser: Browser;
  let server: Server;
  let project: string;
  let script = '';
  const sent: SegmentEvent[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    server = createServer((request, response) => {
      if (request.method === 'POST') {
        void (json(request) as Promise<SegmentEvent>).then((event) => {
          sent.push(event);
          response.setHeader('content-type', 'application/json').end('{}');
        });
      } else if (request.url === '/page.js') {
        response.setHeader('content-type', 'text/javascript').end(script);
      } else {
        response
          .setHeader('content-type', 'text/html')
          .end('<!doctype html><script src="/page.js"></script>');
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    project = await writeProject();
  });

  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(project, { recursive: true, force: true });
  });

  it('gives events their session id, and brings nothing of the action with it', async () => {
    script = readFileSync(await bundlers[name](project, path.join(project, 'page.js')), 'utf8');
    const page = await browser.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    const event = await until('the event', () => sent.find((call) => call.event === 'From a bundle'));
    const stored = await page.evaluate(() => Number(localStorage.getItem('analytics_session_id')));
    expect(event.integrations).toEqual({ 'Actions Amplitude': { session_id: stored } });
    expect(script).toContain('Amplitude Session');
    expect(script).not.toContain('Trigger Session Events');
  });
});

/** A project that has installed the package: its manifest and its module, as they are shipped. */
async function writeProject(): Promise<string> {
  const project = mkdtempSync(path.join(tmpdir(), 'session-bundle-'));
  const installed = path.join(project, 'node_modules', PACKAGE);
  mkdirSync(path.join(installed, 'dist'), { recursive: true });
  cpSync(path.join(ROOT, 'packages/session-plugin/package.json'), path.join(installed, 'package.json'));
  writeFileSync(path.join(installed, 'dist/session-plugin.mjs'), await bundleWebModule());
  symlinkSync(path.join(ROOT, 'node_modules/@segment'), path.join(project, 'node_modules/@segment'), 'dir');
  writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
  writeFileSync(path.join(project, 'page.js'), PAGE);
  return project;
}
