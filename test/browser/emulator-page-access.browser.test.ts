import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { startPage } from '../../scripts/start-page';
import type { Playground } from '../../packages/amplitude-actions/src/playground/start-playground';
import type { AmplitudeEmulator } from '../../src/emulator';
import { PATIENCE, describeInChromium, launchChromium } from './chromium';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

declare const axe: { run(options: object): Promise<AxeResults> };

const SCREENS = [
  '/',
  '/events/latest',
  '/users',
  '/users/listener-1',
  '/groups',
  '/groups/org/acme',
  '/workbench',
  '/faults',
];

describeInChromium("the emulator's page for everybody", () => {
  jest.setTimeout(10 * PATIENCE);
  let browser: Browser;
  let playground: Playground;
  let emulator: AmplitudeEmulator;

  beforeAll(async () => {
    browser = await launchChromium();
    playground = await startPage();
    emulator = playground.emulator;
    const events = [
      { event_type: 'Song Played', user_id: 'listener-1', insert_id: 'a', user_properties: { plan: 'free' } },
      {
        event_type: '$identify',
        user_id: 'listener-1',
        user_properties: { plan: 'pro' },
        groups: { org: 'acme' },
      },
      {
        event_type: '$groupidentify',
        user_id: 'listener-1',
        groups: { org: 'acme' },
        group_properties: { seats: 5 },
      },
    ];
    const send = (sent: object[]) =>
      fetch(`${emulator.baseUrl}/2/httpapi`, {
        method: 'POST',
        body: JSON.stringify({ api_key: 'any', events: sent }),
      });
    await send(events);
    await send([
      { event_type: 'Bad', user_id: 'null' },
      { event_type: 'Good', user_id: 'listener-2' },
    ]);
    await send([
      {
        event_type: 'Order Completed',
        user_id: 'listener-1',
        revenue: 32.5,
        event_properties: { text: 'x'.repeat(2_000) },
      },
    ]);
    emulator.addFault({ path: '/batch', action: { status: 503 } });
  });
  afterAll(async () => {
    await browser.close();
    await playground.close();
  });

  async function open(path: string, options: object): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(emulator.baseUrl + path);
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    await page.getByText('● Live').waitFor();
    await page.getByText('Loading').waitFor({ state: 'detached' });
    if (path === '/workbench') await page.locator('.steps').waitFor();
    // What is folded is part of the page as well.
    await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
    return page;
  }

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    it.each([
      [1280, 800],
      [390, 844],
    ])('has no violation that axe finds, at %i px', async (width, height) => {
      const found: Record<string, unknown> = {};
      for (const path of SCREENS) {
        const page = await open(path, { colorScheme, viewport: { width, height }, reducedMotion: 'reduce' });
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(
          (values) => axe.run({ runOnly: { type: 'tag', values } }),
          TAGS,
        );
        if (violations.length > 0)
          found[path] = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)]);
        await page.context().close();
      }
      expect(found).toEqual({});
    });
  });

  it('needs no sideways scrolling at 320 px', async () => {
    for (const path of SCREENS) {
      const page = await open(path, { viewport: { width: 320, height: 640 } });
      const [content, window] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect([path, content]).toEqual([path, window]);
      await page.context().close();
    }
  });

  it('has controls of 24 px and more, of 44 px for a finger', async () => {
    for (const [width, least] of [
      [1280, 24],
      [390, 44],
    ] as const) {
      const page = await open('/events/latest', { viewport: { width, height: 800 } });
      const small = await page.evaluate(
        (wanted) =>
          Array.from(document.querySelectorAll<HTMLElement>('button, select, input:not([type=checkbox])'))
            .filter((control) => control.offsetParent !== null && control.offsetHeight < wanted)
            .map((control) => control.outerHTML),
        least,
      );
      expect(small).toEqual([]);
      await page.context().close();
    }
  });

  it('keeps its marks where the system chooses the colours, and moves nothing where that is asked for', async () => {
    const page = await open('/', { forcedColors: 'active', reducedMotion: 'reduce' });

    expect(await page.locator('.mark').first().innerText()).not.toBe('');
    expect(
      await page
        .locator('.row')
        .first()
        .evaluate((element) => getComputedStyle(element).animationName),
    ).toBe('none');
    await page.context().close();
  });
});
