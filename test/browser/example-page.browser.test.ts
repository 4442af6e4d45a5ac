import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startSite, type Site } from '../../examples/web/start-site';
import { describeInChromium, launchChromium, PATIENCE, until } from './chromium';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

declare const axe: { run(options: object): Promise<AxeResults> };

describeInChromium('the example page', () => {
  jest.setTimeout(6 * PATIENCE);

  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  beforeEach(async () => {
    site = await startSite();
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await site.close();
  });

  afterAll(() => browser.close());

  /** A first visit, once its page call has arrived. */
  async function open(query = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    await page.goto(site.url + query);
    await page.getByText('Viewed Example').waitFor();
    return page;
  }

  const state = (page: Page) => page.getByRole('status');
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const row = (page: Page, name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) });

  it('has what was sent and what was received in one row, or the reason why there is nothing', async () => {
    const page = await open();
    for (const name of ['Track an event', 'Identify', 'Opt one out']) await press(page, name);
    const id = (await page.locator('#session-id').innerText()).slice(-6);
    const cells = async (name: string, received: string) => {
      await row(page, name).getByText(received).last().waitFor();
      return (await row(page, name).getByRole('cell').allInnerTexts()).slice(2);
    };
    expect(await cells('Song Played', 'Song Played')).toEqual([`…${id}`, `Song Played…${id}`]);
    expect(await cells('identify', 'No event')).toEqual([
      `…${id}`,
      'No event: it sets properties of the user.',
    ]);
    expect(await cells('Private Song Played', 'Opted out')).toEqual([
      'none',
      'Opted out: it never leaves for Amplitude.',
    ]);
  });

  it.each(['End session', 'Log out', '31 min on'])('shows a session as ended after "%s"', async (button) => {
    const page = await open();
    await state(page).getByText('Started at').waitFor();
    const id = await page.locator('#session-id').innerText();
    await press(page, button);
    await state(page).getByText('Ended; the next event starts a new one.').waitFor();
    expect(await page.locator('#remaining').innerText()).toBe('0:00');
    expect(await page.locator('#session-id').innerText()).toBe(id);
    await press(page, 'Track an event');
    await state(page).getByText('Started at').waitFor();
    expect(Number(await page.locator('#session-id').innerText())).toBeGreaterThan(Number(id));
  });

  it('keeps one session while the clock goes back a little, and sets the clock right again', async () => {
    const page = await open();
    const id = await page.locator('#session-id').innerText();
    await press(page, '5 min back');
    await page.getByText('5 min behind').waitFor();
    await press(page, 'Track an event');
    await row(page, 'Song Played')
      .getByText(`…${id.slice(-6)}`)
      .first()
      .waitFor();
    await press(page, 'Set right');
    await page.getByText('on time').waitFor();
    expect(await page.locator('#session-id').innerText()).toBe(id);
  });

  it('changes the length without a reload, a lost focus or a new session', async () => {
    const page = await open();
    const id = await page.locator('#session-id').innerText();
    await page.evaluate(() => (document.title = 'the same page'));
    const length = page.getByLabel('Session length');
    await length.focus();
    await length.selectOption('1 minute');
    await until('the new length', () => page.url().includes('sessionLength=60000'));
    await page.waitForFunction(() => document.getElementById('remaining')?.textContent?.startsWith('0:'));
    expect(await page.title()).toBe('the same page');
    expect(await length.evaluate((element) => element === document.activeElement)).toBe(true);
    await press(page, 'Track an event');
    await row(page, 'Song Played')
      .getByText(`…${id.slice(-6)}`)
      .first()
      .waitFor();
  });

  it('sends start and end events from the moment they are wanted', async () => {
    const page = await open();
    await page.getByLabel('Start and end events').check();
    await until('the choice', () => page.url().includes('events=on'));
    await press(page, 'End session');
    await row(page, 'session_ended').first().waitFor();
    expect(await page.getByRole('link', { name: 'Second tab' }).getAttribute('href')).toContain('events=on');
  });

  it('shows first and last touch of the visitor, visit by visit', async () => {
    const page = await open('?events=on');
    await page.getByText('No campaign yet.').waitFor();
    await press(page, 'Log out');
    const table = page.getByRole('table', { name: 'First and last touch' });
    const visit = async (link: string, last: string) => {
      await page.getByRole('link', { name: link, exact: true }).click();
      await table.getByRole('row', { name: last, exact: true }).waitFor();
      expect(await page.getByLabel('Start and end events').isChecked()).toBe(true);
      return (await table.getByRole('row').allInnerTexts()).slice(1).sort();
    };
    const first = ['gclid\tclick-1\t', 'utm_medium\tcpc\t', 'utm_source\tsearch\t'];
    expect(await visit('By an ad', 'utm_source search search')).toEqual([
      'gclid\tclick-1\tclick-1',
      'utm_medium\tcpc\tcpc',
      'utm_source\tsearch\tsearch',
    ]);
    const byMail = ['gclid\tclick-1\t', 'utm_medium\tcpc\temail', 'utm_source\tsearch\tnews'];
    expect(await visit('By a mail', 'utm_source search news')).toEqual(byMail);
    await press(page, '31 min on');
    expect(await visit('Directly', 'utm_source search')).toEqual(first);
  });

  it('says that the server is gone', async () => {
    const page = await open();
    expect(await page.getByRole('alert').count()).toBe(0);
    await site.close();
    await page.getByRole('alert').getByText('The server does not answer.').waitFor();
    expect(await row(page, 'page: Example').count()).toBe(1);
  });

  it('names its progress bar, and tells it in words', async () => {
    const page = await open();
    const bar = page.getByRole('progressbar', { name: 'Ends without an event in' });
    expect(await bar.getAttribute('aria-valuetext')).toMatch(/^(29|30) minutes \d+ seconds$/);
  });

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    it.each([1280, 390, 320])(
      'has no violation that axe finds and no sideways scrolling, at %i px',
      async (width) => {
        const page = await open('?events=on&utm_source=search&gclid=click-1', {
          colorScheme,
          viewport: { width, height: 800 },
        });
        for (const name of ['Track an event', 'Identify', 'Opt one out', 'End session'])
          await press(page, name);
        await row(page, 'session_ended').first().waitFor();
        await page.getByRole('table', { name: 'First and last touch' }).waitFor();
        await page.evaluate(AXE);
        const check = () => page.evaluate((values) => axe.run({ runOnly: { type: 'tag', values } }), TAGS);
        const before = await check();
        await site.close();
        await page.getByRole('alert').waitFor();
        const after = await check();
        const found = [before, after].flatMap(({ violations }) =>
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)]),
        );
        expect(found).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
      },
    );
  });
});
