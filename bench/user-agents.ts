import { parseUserAgent, toUserAgentKeys } from '../src/destinations/amplitude/mapping/user-agent';
import { measureRounds } from './measure';
import { USER_AGENTS } from './sample-events';

const ROUNDS = 9;
const PASSES = 5;

/** (f) Reading user agents: 300 different ones over and over, with the cache and without. */
export async function* userAgents(): AsyncGenerator<string> {
  const readAll = (read: (userAgent: string) => unknown) => () => {
    for (let pass = 0; pass < PASSES; pass += 1) USER_AGENTS.forEach((userAgent) => read(userAgent));
  };
  const cached = readAll((userAgent) => toUserAgentKeys({ userAgent }, []));
  const rounds = await measureRounds(ROUNDS, { parsed: readAll(parseUserAgent), cached });
  const { median } = rounds.ratio('parsed', 'cached');
  yield `parsing ${USER_AGENTS.length} user agents costs ${median.toFixed(0)} × reading them from the cache`;
}
