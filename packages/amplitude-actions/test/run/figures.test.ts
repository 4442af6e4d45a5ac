import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
let emulator: AmplitudeEmulator;
beforeEach(async () => {
  emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY });
});
afterEach(() => emulator.close());

interface Figures {
  read: number;
  delivered: number;
  rejected: number;
  unmatched: { count: number }[];
  leftOut: { count: number }[];
  open: number;
}

async function send(...more: string[]): Promise<Figures> {
  const keys = ['--api-key', API_KEY, '--base-url', emulator.baseUrl, '--json'];
  const { stdout } = await runCli(['send', ...keys, ...more]);
  const lines = stdout.trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '') as Figures;
}

const sumOf = (counts: { count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0);
const total = ({ delivered, rejected, unmatched, leftOut, open }: Figures) =>
  delivered + rejected + sumOf(unmatched) + sumOf(leftOut) + open;

const events = [
  trackEvent(1),
  trackEvent(2),
  { ...trackEvent(3), userId: 'null', anonymousId: undefined },
  { ...trackEvent(4), type: 'group', groupId: 'g' },
  { ...trackEvent(5), type: 'page', name: 'Home' },
  { ...trackEvent(6), integrations: { All: false } },
  { ...trackEvent(7), type: 'nonsense' },
];

describe('the figures of a run', () => {
  it('add up to what was read, whatever became of the events', async () => {
    const input = files.write('events', `${toLines(events)}no event\n`);
    const figures = await send(input, '--only', 'track,group');
    expect(figures).toMatchObject({ read: 8, delivered: 2, open: 0 });
    expect(figures.rejected).toBeGreaterThan(0);
    expect(sumOf(figures.unmatched)).toBeGreaterThan(0);
    expect(sumOf(figures.leftOut)).toBeGreaterThan(0);
    expect(total(figures)).toBe(figures.read);
  });

  it('add up to what was read when a run stops with work left', async () => {
    emulator.addFault({ action: { status: 503 } });
    const figures = await send(files.write('events', toLines(events)), '--give-up-after', '1');
    expect(figures.open).toBeGreaterThan(0);
    expect(total(figures)).toBe(figures.read);
  });
});
