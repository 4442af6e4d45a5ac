import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, range, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();

it.each(['absent/report', ''])(
  'refuses a report that cannot be written before it sends: "%s"',
  async (name) => {
    const input = files.write('events', toLines(range(3).map((n) => trackEvent(n))));
    const emulator = await startAmplitudeEmulator();
    const args = ['send', input, '--api-key', API_KEY, '--base-url', emulator.baseUrl];
    const { exitCode, stderr } = await runCli([...args, '--report', files.path(name)]);
    await emulator.close();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^The report .* cannot be written: .*\n$/);
    expect(emulator.counts.ingested).toBe(0);
  },
);
