import { API_KEY, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();

it.each(['send', 'preview'])(
  '%s refuses a subscription with an unknown directive in one sentence',
  async (name) => {
    const mapping = { time: { '@nope': 1 } };
    const saved = [{ name: 'Bad', subscribe: 'type = "track"', partnerAction: 'logEventV2', mapping }];
    const subscriptions = files.write('subscriptions.json', JSON.stringify(saved));
    const input = files.write('events', toLines([trackEvent(1)]));
    const key = name === 'send' ? ['--api-key', API_KEY] : [];
    const { exitCode, stderr } = await runCli([name, input, '--subscriptions', subscriptions, ...key]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `${subscriptions} cannot be used: The mapping of "Bad" cannot be used: /time has an invalid directive: @nope.\n`,
    );
  },
);
