import { toBaseUrl } from '../destinations/amplitude/api/base-url';
import { deliverPayloads } from '../destinations/amplitude/api/deliver-payloads';
import { reportNotices } from '../destinations/amplitude/api/report-notices';
import type { Transport } from '../destinations/amplitude/api/transport';
import { checkOptions } from './check-options';
import { compileSubscription } from './compile-subscription';
import { explainEvent } from './explain/explain-event';
import { EventDelivery, runJob } from './event-delivery';
import { readSubscriptions } from './read-subscriptions';
import { toEventRoute, type NamedSubscription, type Routing } from './route-event';
import type { Runtime, RuntimeOptions } from './runtime';
import type { Subscription } from './subscription';
import { presetSubscriptions } from './subscriptions';
import { createTransport } from './transport/create-transport';

const DEFAULT_NAMES = ['Actions Amplitude'];

/**
 * Makes a host for one customer: everything between Segment events and Amplitude's answers. A process may have
 * thousands; they share compiled subscriptions and connections.
 *
 * @throws TypeError one sentence that names the option, subscription, action or field that is wrong.
 * @example
 * const runtime = createRuntime({ settings: { apiKey: process.env.AMPLITUDE_API_KEY ?? '' } });
 * const [answer] = await runtime.deliver([{ type: 'track', event: 'Signed Up', userId: 'user-12345' }]);
 * console.log(answer?.outcome, answer?.reason);
 */
export function createRuntime(options: RuntimeOptions): Runtime {
  checkOptions(options);
  const { settings, baseUrl, gzip, strict = false, integrationNames = DEFAULT_NAMES } = options;
  const subscriptions = readSubscriptions(options.subscriptions ?? presetSubscriptions());
  const routing: Routing = {
    integrationNames,
    subscriptions: subscriptions.map((entry) => toNamed(entry, strict)),
  };
  const host = {
    settings: { secretKey: '', ...settings },
    options: { baseUrl: baseUrl === undefined ? undefined : toBaseUrl(baseUrl), gzip },
  };
  const { logger, statsContext } = options;
  return {
    route: (event) => toEventRoute(event, routing),
    deliver: async (events, { signal } = {}) => {
      if (!Array.isArray(events)) {
        throw new TypeError('deliver takes a list of events: put a single one between [ and ].');
      }
      const delivery = new EventDelivery(events, routing);
      const transport = options.transport ?? sharedTransport();
      const delivered = await deliverPayloads(delivery.jobs, runJob, { ...host, transport, signal });
      const answers = delivery.toAnswers(delivered);
      reportNotices(
        answers.flatMap(({ notices }) => notices),
        { logger, statsContext },
      );
      return answers;
    },
    explain: (event) => explainEvent(event, routing),
  };
}

function toNamed(entry: Subscription, strict: boolean): NamedSubscription {
  const { name } = entry;
  try {
    return { name, compiled: compileSubscription(entry, strict) };
  } catch (error) {
    throw new TypeError(`The mapping of "${name}" cannot be used: ${toReason(error)}`, { cause: error });
  }
}

/** The framework throws several problems as one error whose message is their stacks. */
function toReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name !== 'AggregateError' || !isIterable(error)) return error.message;
  return [...error].map((each) => (each instanceof Error ? each.message : String(each))).join(' ');
}

const isIterable = (value: object): value is Iterable<unknown> => Symbol.iterator in value;

let shared: Transport | undefined;

/** Made for the first delivery of the process, since importing a module must not read the environment. */
function sharedTransport(): Transport {
  shared ??= createTransport();
  return shared;
}
