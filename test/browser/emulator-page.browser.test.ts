import { createInstance } from '@amplitude/analytics-node';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { bundlePage } from '../../scripts/bundle-page';
import { startAmplitudeEmulator, type AmplitudeEmulator, type PageAssets } from '../../src/emulator';
import { PATIENCE, describeInChromium, launchChromium } from './chromium';

const KEY = '3e35f43dd9890521ec46628db3bfc6f3';

describeInChromium("the emulator's page", () => {
  jest.setTimeout(4 * PATIENCE);
  let browser: Browser;
  let assets: PageAssets;
  let emulator: AmplitudeEmulator;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [browser, assets] = await Promise.all([launchChromium(), bundlePage()]);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    emulator = await startAmplitudeEmulator({ strict: true, page: assets });
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await open('/');
  });
  afterEach(async () => {
    await context.close();
    await emulator.close();
    // A failed request is told by the page itself; anything else, such as a broken policy, is a fault of the page.
    const faults = complaints.filter((text) => !text.includes('Failed to load resource'));
    if (faults.length > 0) throw new Error(`The browser complained: ${faults.join('; ')}`);
  });

  async function open(path: string): Promise<Page> {
    const opened = await context.newPage();
    complaints = [];
    opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    opened.on('pageerror', ({ message }) => complaints.push(message));
    await opened.goto(emulator.baseUrl + path);
    await opened.getByText('● Live').waitFor();
    return opened;
  }

  const upload = (...events: object[]) =>
    fetch(`${emulator.baseUrl}/2/httpapi`, {
      method: 'POST',
      body: JSON.stringify({
        api_key: KEY,
        events: events.map((event) => ({ event_type: 'Song Played', user_id: 'listener-1', ...event })),
      }),
    });
  const many = (count: number, more: object = {}) =>
    Array.from({ length: count }, (_, index) => ({ user_id: `listener-${index}`, ...more }));
  const rows = () => page.locator('.row');
  const row = (name: string) => page.locator('.row', { hasText: name });

  it('shows an event of Amplitude’s SDK as it arrives', async () => {
    const amplitude = createInstance();
    await amplitude.init(KEY, { serverUrl: `${emulator.baseUrl}/2/httpapi`, flushQueueSize: 1, logLevel: 0 })
      .promise;
    await amplitude.track('Song Liked', { genre: 'jazz' }, { user_id: 'listener-1' }).promise;

    await row('Song Liked').waitFor();
    expect(await row('Song Liked').innerText()).toMatch(
      /●[^]*Ingested:[^]*Song Liked[^]*listener-1[^]*genre=jazz/,
    );
  });

  it('says what was refused and why, and opens it to its request and answer', async () => {
    await upload({ user_id: 'null' });
    await row('refuses the user_id').getByRole('link').click();

    await page.getByRole('heading', { name: 'Song Played', level: 1 }).waitFor();
    const detail = await page.locator('.detail').innerText();
    expect(detail).toContain('Refused. Amplitude refuses the user_id "null".');
    expect(detail).toContain('Invalid field values on some events');
    expect(new URL(page.url()).pathname).toMatch(/^\/events\/[0-9a-f]+-1$/);
    expect(detail).not.toContain(KEY);
  });

  it('filters by outcome, kind and anything in an item, and the address holds the filter', async () => {
    await upload({}, { event_type: 'Deep', event_properties: { inner: { city: 'Lisboa' } } });
    await upload({ event_type: 'Bad', time: 'x' });
    await page.getByLabel('Filter').fill('lisboa');
    await row('Deep').waitFor();
    await row('Song Played').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?q=lisboa');

    const other = await open('/?outcome=refused');
    await other.locator('.row', { hasText: 'Bad' }).waitFor();
    expect(await other.locator('.row').count()).toBe(1);
    await other.getByLabel('Filter').fill('nothing such');
    await other.getByText('Nothing of 3 arrivals matches this filter').waitFor();
    await other.getByRole('button', { name: 'Clear the filter' }).click();
    await other.locator('.row').nth(2).waitFor();
  });

  it('keeps still while paused or scrolled down, and counts what waits', async () => {
    await upload(...many(100));
    await rows().nth(10).waitFor();
    await page.locator('.rows').evaluate((box) => box.scrollTo(0, 600));
    await page.waitForTimeout(100);
    const before = await rows().allInnerTexts();
    await upload(...many(37, { event_type: 'Later' }));
    await page.getByRole('button', { name: '37 new' }).waitFor();
    expect(await rows().allInnerTexts()).toEqual(before);
    await page.getByRole('button', { name: '37 new' }).click();
    await row('Later').first().waitFor();

    await page.keyboard.press('p');
    await upload({ event_type: 'While paused' });
    await page.getByText('Paused, 1 waiting').waitFor();
    expect(await row('While paused').count()).toBe(0);
    await page.getByRole('button', { name: 'Resume' }).click();
    await row('While paused').waitFor();
  });

  it('keeps thirty rows of ten thousand in the document', async () => {
    for (let sent = 0; sent < 10_000; sent += 2_000) await upload(...many(2_000));
    await page.getByRole('button', { name: 'All 10,000' }).waitFor();

    expect(await rows().count()).toBeLessThan(60);
    expect(await rows().first().getAttribute('aria-setsize')).toBe('10000');
  });

  it('can be used by the keyboard alone', async () => {
    await upload({}, { event_type: 'Second' });
    await row('Second').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Song Played', level: 1 }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await page.keyboard.press('Escape');
    await page.locator('.detail').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Song Played'));
    await page.keyboard.press('/');
    await page.keyboard.type('sec');
    expect(new URL(page.url()).search).toBe('?q=sec');
    await page.keyboard.press('Tab');
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  });

  it('shows which event set each property, and the user at any moment', async () => {
    await upload({ user_properties: { plan: 'free' } });
    await upload({
      event_type: '$identify',
      user_properties: { $set: { plan: 'pro' }, $add: { visits: 3 } },
    });
    await upload({ event_type: 'Order Completed', revenue: 32.5 });
    const user = await open('/users/listener-1');
    const plan = user.locator('tr', { hasText: 'plan' });
    await plan.waitFor();
    expect(await plan.innerText()).toMatch(/"pro"[^]*\$identify[^]*\$set[^]*"free"/);
    expect(await user.locator('tr', { hasText: 'revenue' }).innerText()).toMatch(/32\.5[^]*Order Completed/);

    await user.getByRole('button', { name: 'One event earlier' }).click();
    await user.getByRole('button', { name: 'One event earlier' }).click();
    await user.locator('tr', { hasText: 'visits' }).waitFor({ state: 'detached' });
    expect(await user.locator('tr.changed', { hasText: 'plan' }).innerText()).toMatch(/"free"/);
    expect(new URL(user.url()).search).toMatch(/^\?at=/);
  });

  it('shows first and last touch of a user, and none where there is none', async () => {
    await upload({
      event_type: '$identify',
      user_properties: {
        $set: { utm_source: 'news', fbclid: 'click-2' },
        $setOnce: {
          initial_utm_source: 'search',
          initial_gclid: 'click-1',
          initial_fbclid: 'EMPTY',
          initial_utm_id: 'EMPTY',
        },
      },
    });
    await upload({ user_id: 'listener-2', user_properties: { plan: 'free' } });
    const user = await open('/users/listener-1');
    const touches = user.getByRole('region', { name: 'First and last touch' });
    await touches.waitFor();
    const texts = await touches.getByRole('row').allInnerTexts();
    expect(new Set(texts.map((text) => text.split('\t')))).toEqual(
      new Set([
        ['Property', 'First', 'Last'],
        ['utm_source', 'search', 'news'],
        ['gclid', 'click-1', ''],
        ['fbclid', 'EMPTY', 'click-2'],
      ]),
    );
    const other = await open('/users/listener-2');
    await other.locator('tr', { hasText: 'plan' }).waitFor();
    expect(await other.getByText('First and last touch').count()).toBe(0);
  });

  it('makes requests fail, and says so on every screen', async () => {
    const faults = await open('/faults');
    await faults.getByLabel('What').selectOption('503: not ingested');
    await faults.getByLabel('On', { exact: true }).selectOption('the next request');
    await faults.getByRole('button', { name: 'Add the fault' }).click();
    await page.getByText('1 fault is on').waitFor();

    expect((await upload({})).status).toBe(503);
    await row('answered 503 on purpose').waitFor();
    await faults.getByRole('button', { name: 'Clear all faults' }).click();
    await page.getByText('1 fault is on').waitFor({ state: 'detached' });
    expect((await upload({})).status).toBe(200);
  });

  it('says that it was reset, and that an old link is from an earlier run', async () => {
    await upload({});
    await row('Song Played').getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Song Played' }).waitFor();
    const old = new URL(page.url()).pathname;
    emulator.reset();
    await page.getByText('The emulator was reset').waitFor();
    await upload({ event_type: 'Another' });

    const link = await open(old);
    await link.getByText('is from an earlier run').waitFor();
    expect(await link.getByText('Another').count()).toBe(1);
  });

  it('clears its list, not the emulator, and takes it back', async () => {
    await upload({});
    await row('Song Played').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('The list is cleared').waitFor();
    await page.getByRole('button', { name: 'Undo: show 1 row again' }).click();
    await row('Song Played').waitFor();
    expect(emulator.events).toHaveLength(1);
  });

  it('is live in eight tabs at once, over one stream', async () => {
    const tabs = await Promise.all(Array.from({ length: 7 }, () => open('/')));
    await upload({ event_type: 'Everywhere' });
    await Promise.all(tabs.map((tab) => tab.locator('.row', { hasText: 'Everywhere' }).waitFor()));
    // The tab with the stream closes, and another takes over.
    await page.close();
    page = tabs[0] ?? page;
    await upload({ event_type: 'Still live' });
    await Promise.all(tabs.map((tab) => tab.locator('.row', { hasText: 'Still live' }).waitFor()));
    expect(await page.locator('.row').count()).toBe(2);
  });

  it('asks nobody but the emulator', async () => {
    const asked = new Set<string>();
    context.on('request', (request) => void asked.add(new URL(request.url()).origin));
    const start = await open('/');
    await start.getByText('Nothing has arrived yet').waitFor();
    await start.getByText('From a browser, or with another library').click();
    expect(await start.locator('.empty').innerText()).toContain(`serverUrl: '${emulator.baseUrl}/2/httpapi'`);

    expect([...asked].filter((origin) => origin !== emulator.baseUrl && origin !== 'null')).toEqual([]);
  });
});
