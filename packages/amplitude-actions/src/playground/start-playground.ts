import type {
  AmplitudeEmulator,
  EmulatorOptions,
  JsonObject,
  TrySubscription,
} from 'segment-actions-amplitude/emulator';
import { readSubscriptions, type Subscription } from 'segment-actions-amplitude/runtime';
import { createCallDelivery } from './deliver-calls';
import { runWorkbench } from './run-workbench';
import { SAMPLES } from './samples';
import { createSegmentIntake } from './serve-segment';

export interface PlaygroundOptions {
  subscriptions: readonly Subscription[];
  apiKey: string;
  /** Starts the emulator with what the playground adds to it. */
  start(this: void, more: EmulatorOptions): Promise<AmplitudeEmulator>;
}

export interface Playground {
  emulator: AmplitudeEmulator;
  close(this: void): Promise<void>;
}

/** An emulator with a Segment side: `/v1/…` for Segment's libraries, and the page's workbench. */
export async function startPlayground({
  subscriptions,
  apiKey,
  start,
}: PlaygroundOptions): Promise<Playground> {
  const started: { emulator?: AmplitudeEmulator } = {};
  const running = (): AmplitudeEmulator => {
    if (!started.emulator) throw new Error('The playground has not started.');
    return started.emulator;
  };
  const delivery = createCallDelivery(subscriptions, apiKey, running);
  const findUser = (event: JsonObject) => {
    const { users } = running().ofKey(apiKey);
    return [event.userId, event.anonymousId].map((id) => users.get(String(id))).find(Boolean);
  };
  const emulator = await start({
    serve: createSegmentIntake(({ good, bad }) => {
      for (const call of bad) delivery.refuse(call);
      void delivery.deliver(good);
    }),
    workbench: {
      presets: subscriptions.map(toShown),
      samples: SAMPLES,
      findSource: delivery.findSource,
      run: async (input) => {
        const chosen = chooseSubscriptions(input.subscriptions, subscriptions, input);
        const result = await runWorkbench(input, chosen, findUser);
        if (input.keep === true) await delivery.deliver([input.event]);
        return result;
      },
    },
  });
  started.emulator = emulator;
  return {
    emulator,
    async close() {
      await delivery.close();
      await emulator.close();
    },
  };
}

const toShown = ({ name, subscribe, partnerAction, mapping = {} }: Subscription): TrySubscription => ({
  name,
  subscribe,
  partnerAction,
  mapping: { ...mapping },
});

/** Those of the input, checked as a saved file is, with the fields that its settings set. Throws one sentence. */
function chooseSubscriptions(
  written: readonly TrySubscription[] | undefined,
  presets: readonly Subscription[],
  { useBatchEndpoint, minIdLength }: { useBatchEndpoint?: boolean; minIdLength?: number },
): Subscription[] {
  const fields = {
    ...(useBatchEndpoint === true && { use_batch_endpoint: true }),
    ...(minIdLength !== undefined && { min_id_length: minIdLength }),
  };
  const chosen = written === undefined ? presets.map(toShown) : [...written];
  return readSubscriptions(chosen.map((each) => ({ ...each, mapping: { ...each.mapping, ...fields } })));
}
