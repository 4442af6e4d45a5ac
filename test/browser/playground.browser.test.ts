import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Analytics } from '@segment/analytics-node';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SAMPLES } from '../../packages/amplitude-actions/src/playground/samples';
import type { Playground } from '../../packages/amplitude-actions/src/playground/start-playground';
import type { EventPreview } from '../../packages/amplitude-actions/src/preview/preview-event';
import type { PreviewRequest } from '../../packages/amplitude-actions/src/preview/request-recorder';
import { runCli } from '../../packages/amplitude-actions/test/run-cli';
import { startPage } from '../../scripts/start-page';
import { PATIENCE, describeInChromium, launchChromium } from './chromium';

const ORDER = 'an order with two products';

/** What of a request has to stand on the page. */
function toWords({ method, path: endpoint, body }: PreviewRequest): string[] {
  const { events, identification } = body;
  const objects = [events ?? identification].flat() as Record<string, unknown>[];
  const values = objects.flatMap((object) =>
    ['event_type', 'user_id', 'insert_id', 'revenue']
      .filter((key) => object[key] !== undefined)
      .map((key) => `${key} ${JSON.stringify(object[key])}`),
  );
  return [`${method} ${endpoint}`, ...values];
}

describeInChromium("the playground's page", () => {
  jest.setTimeout(4 * PATIENCE);
  let browser: Browser;
  let playground: Playground;
  let context: BrowserContext;
  let page: Page;
  let url: string;

  beforeAll(async () => (browser = await launchChromium()));
  afterAll(() => browser.close());
  beforeEach(async () => {
    playground = await startPage();
    url = playground.emulator.baseUrl;
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await open('/');
  });
  afterEach(async () => {
    await context.close();
    await playground.close();
  });

  async function open(address: string): Promise<Page> {
    const opened = await context.newPage();
    opened.setDefaultTimeout(PATIENCE);
    await opened.goto(url + address);
    await opened.getByText('● Live').waitFor();
    return opened;
  }

  /** The workbench with a sample, once it has run. */
  async function workbench(sample: string): Promise<Page> {
    const bench = await open('/workbench');
    await bench.getByLabel('Sample').selectOption(sample);
    await ran(bench);
    return bench;
  }
  const ran = (bench: Page) => bench.locator('.results[aria-busy=false] .steps').waitFor();
  const step = (bench: Page, name: string) => bench.locator(`[data-step=${name}]`);
  const written = (bench: Page) => bench.getByLabel('Segment event').inputValue();
  const sampleOf = (name: string) => SAMPLES.find((each) => each.name === name)?.event ?? {};

  async function preview(event: object): Promise<EventPreview> {
    const folder = mkdtempSync(path.join(tmpdir(), 'preview-'));
    writeFileSync(path.join(folder, 'event.json'), JSON.stringify(event));
    const { stdout } = await runCli(['preview', path.join(folder, 'event.json'), '--json']);
    rmSync(folder, { recursive: true });
    return JSON.parse(stdout.split('\n')[0] ?? '') as EventPreview;
  }

  it("shows an event of Segment's library as it arrives, beside what Amplitude got", async () => {
    const analytics = new Analytics({ writeKey: 'any', host: url, path: '/v1/batch', flushAt: 1 });
    analytics.track({ event: 'Order Completed', userId: 'listener-1', properties: { revenue: '32.50' } });
    await analytics.flush();

    // It is pushed, so the page asks for nothing and is not loaded again.
    const row = page.locator('.row', { hasText: 'Order Completed' });
    await row.waitFor();
    await row.getByRole('link').click();
    const revenue = page.locator('.trace tr', { hasText: 'properties.revenue' }).first();
    await revenue.waitFor();
    expect(await revenue.innerText()).toMatch(/"32\.50"[^]*revenue 32\.5[^]*string read as number/);
  });

  it.each([ORDER, 'a song played', 'zeros as device id', 'mixed $add and plain keys'])(
    'shows in the workbench what preview prints for %s',
    async (name) => {
      const { calls } = await preview(sampleOf(name));
      const bench = await workbench(name);

      const shown = await step(bench, 'request').innerText();
      const bodies = bench.locator('[data-step=request] .request > details');
      const requests = calls.flatMap((call) => call.requests);
      expect(requests).not.toEqual([]);
      expect(await bodies.count()).toBe(requests.length);
      expect(requests.flatMap(toWords).filter((words) => !shown.includes(words))).toEqual([]);
      await step(bench, 'payload').locator('summary').first().click();
      const payload = await step(bench, 'payload').innerText();
      for (const notice of calls.flatMap(({ notices }) => notices)) expect(payload).toContain(notice);
    },
  );

  it('shows a refusal where preview has it: at its step, its field, its line of event and mapping', async () => {
    const nobody = { ...sampleOf('user id "null"'), anonymousId: undefined };
    const { calls } = await preview(nobody);
    const bench = await workbench('user id "null"');
    await bench.getByLabel('Segment event').fill(JSON.stringify(nobody, null, 2));
    await bench.locator('[data-step=payload][open]').waitFor();

    const payload = await step(bench, 'payload').innerText();
    expect(payload).toContain(calls[0]?.refused);
    expect(payload).toContain('Track Calls: user_id');
    expect(await step(bench, 'request').innerText()).toContain('Not reached');
    const line = (await written(bench)).split('\n').findIndex((text) => text.includes('"userId"')) + 1;
    expect(await bench.locator('#event-problems').innerText()).toMatch(
      new RegExp(`^Line ${line}: Amplitude needs`),
    );
    expect(await bench.locator('.numbers .bad').innerText()).toBe(String(line));

    await bench.getByLabel('Preset').selectOption('Track Calls');
    await bench.getByRole('button', { name: 'Edit it' }).click();
    await bench.locator('#mapping-problems li').waitFor();
    const mapping = (await bench.getByLabel('Subscription').inputValue()).split('\n');
    const at = mapping.findIndex((text) => text.includes('"user_id"')) + 1;
    expect(await bench.locator('#mapping-problems').innerText()).toMatch(
      new RegExp(`^Line ${at}: Amplitude needs`),
    );
  });

  it('names the line of broken JSON, and keeps the last good result beside it', async () => {
    const bench = await workbench(ORDER);
    await bench.getByLabel('Segment event').fill('{\n  "type": "track",\n  "event" "Song Played"\n}');

    await bench.getByText(/^Line 3: /).waitFor();
    expect(await bench.locator('.results').getAttribute('class')).toContain('old');
    expect(await step(bench, 'request').innerText()).toContain('Order Completed');
  });

  it('takes JSON of thousands of levels without harm, and says that it is too deep', async () => {
    const bench = await workbench('a song played');
    const deep = `{"type":"track","event":"Deep","userId":"listener-1","properties":${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}}`;
    await bench.getByLabel('Segment event').fill(deep);

    await bench.getByText('nested more than 1,000 levels').first().waitFor();
    await bench.getByLabel('Sample').selectOption('a song played');
    await bench.locator('[data-step=request][open]').waitFor();
    expect(await step(bench, 'request').innerText()).toContain('Song Played');
  });

  it('says which condition of a trigger failed, and the value it met', async () => {
    const bench = await workbench('a song played');
    await bench.getByLabel('Preset').selectOption('Order Completed Calls');
    await bench.locator('[data-step=trigger][open]').waitFor();

    expect(await step(bench, 'trigger').innerText()).toMatch(/event = "Order Completed"\s+"Song Played"/);
  });

  it('restores a shared case from its link alone: event, mapping and settings', async () => {
    const bench = await workbench(ORDER);
    await bench.getByLabel('Preset').selectOption('Order Completed Calls');
    await bench.getByRole('button', { name: 'Edit it' }).click();
    const mapping = bench.getByLabel('Subscription');
    await mapping.fill((await mapping.inputValue()).replace('"Order Completed Calls"', '"Mine"'));
    await bench.getByLabel('Batch endpoint').check();
    await bench.getByText('POST /batch').waitFor();
    await bench.getByRole('button', { name: 'Share' }).click();
    await bench.waitForURL(/#w=/);

    const asked: string[] = [];
    context.on('request', (request) => void asked.push(request.url()));
    const other = await open(bench.url().slice(url.length));
    await other.getByText('POST /batch').waitFor();
    expect(await written(other)).toBe(await written(bench));
    expect(await other.getByLabel('Subscription').inputValue()).toBe(await mapping.inputValue());
    expect(await other.getByLabel('Batch endpoint').isChecked()).toBe(true);
    expect(asked.filter((address) => address.includes('w='))).toEqual([]);

    const broken = await open('/workbench#w=nothing');
    await broken.getByText('The shared case in this address cannot be read').waitFor();
  });

  it('leaves no trace of a run, and sends it for real when it is to be kept', async () => {
    const bench = await workbench(ORDER);
    expect(playground.emulator.events).toEqual([]);
    await bench.getByRole('button', { name: 'Keep it' }).click();
    await bench.getByText('Sent: it stands among the arrivals').waitFor();

    await page.locator('.row', { hasText: 'Order Completed' }).waitFor();
    expect(playground.emulator.users.get('listener-1')).toMatchObject({ revenue: 32.5 });
  });
});
