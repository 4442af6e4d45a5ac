import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { runDemo } from '../../examples/demo/run-demo';

const EVENTS = join(__dirname, '../../examples/demo/events.ndjson');
const TERMINAL_COLUMNS = 120;

/** Runs the demo in this process; `text` is what it prints, without colours. */
async function run(path: string) {
  let written = '';
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.toString();
      done();
    },
  });
  const code = await runDemo(path, output);
  return { code, text: stripVTControlCharacters(written) };
}

const readLines = (path: string) => readFileSync(path, 'utf8').trim().split('\n');

describe(runDemo, () => {
  let shown: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    shown = await run(EVENTS);
  });

  it('has at least 30 events of all six types', () => {
    const types = readLines(EVENTS).map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types.length).toBeGreaterThanOrEqual(30);
    expect(new Set(types)).toEqual(new Set(['track', 'page', 'screen', 'identify', 'group', 'alias']));
  });

  it('ends well and fits a terminal of 120 columns', () => {
    expect(shown.code).toBe(0);
    const widths = shown.text.split('\n').map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(TERMINAL_COLUMNS);
  });

  it.each([
    ['an order with its revenue', /Order Completed .*\n.*revenue 25 USD/],
    [
      'an event for each product',
      /Product Purchased: Monopoly: 3rd Edition.*\n.*Product Purchased: Uno Card Game/,
    ],
    ['a page without a name', /page without a name .*httpapi .*Loaded a Page .*200/],
    ['an order priced "$32.50" with a quantity of 1.5', /revenue 48\.75 USD/],
    ['a second copy that Amplitude does not keep', /Checkout Started .*200.*\n.*duplicate/],
    ['an event with no good id, and no request', /no request .*Amplitude needs a user_id or a device_id/],
    ['a group in two requests', /identify .*200[^]*groupidentify .*Organization: ExampleCorp, LLC .*200/],
  ])('shows %s', (_what, pattern) => {
    expect(shown.text).toMatch(pattern);
  });

  it.each([
    ['events by type', /Product Purchased +│ 4 /],
    ['the user whose counter went up by 3 and by 1', /user-eva-7005 .*friendCount: 4/],
    ['revenue in all', /events 26 · users 9 · revenue 1273\.75/],
    ['groups', /company: some_group_id +│ email: the_group_email/],
    ['aliases', /│ 123 +│ 456 /],
  ])('ends with what Amplitude holds: %s', (_what, pattern) => {
    expect(shown.text).toMatch(pattern);
  });

  it('prints no key', () => {
    expect(shown.text).not.toMatch(/demo-(api|secret)-key/);
  });
});

describe('a file of one’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('names a bad line by its number and sends the rest', async () => {
    const path = join(folder, 'mine.ndjson');
    const good = { type: 'track', userId: 'user-10001', event: 'Song Played' };
    writeFileSync(
      path,
      [JSON.stringify(good), '{"type":', JSON.stringify({ ...good, event: 'Song Saved' })].join('\n'),
    );
    const { code, text } = await run(path);
    expect(text).toContain(`${path}:2: not valid JSON`);
    expect(text).toContain('events 2 · users 1');
    expect(text).toMatch(/│ +3 │ track Song Saved/);
    expect(code).toBe(1);
  });

  it('says in one sentence that a file is missing', async () => {
    const path = join(folder, 'nowhere.ndjson');
    expect(await run(path)).toEqual({ code: 2, text: `${path}: no such file.\n` });
  });

  it('tells an event that no trigger takes', async () => {
    const path = join(folder, 'odd.ndjson');
    writeFileSync(path, '{"type":"tracc","userId":"user-10001"}\n');
    const { text } = await run(path);
    expect(text).toMatch(/The event's type is "tracc": it must be/);
  });
});
