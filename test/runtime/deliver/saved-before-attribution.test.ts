import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../src/emulator';
import { createRuntime, type Subscription } from '../../../src/runtime';
import saved from '../../fixtures/cases/saved-mappings.json';

const FIELD = 'autocapture_attribution';
const ACTIONS = ['logEvent', 'logEventV2', 'logPurchase', 'identifyUser'] as const;

/** Of a visit that came by mail, while the page view itself has the campaign of a banner. */
const event = {
  type: 'track',
  event: 'Order Completed',
  messageId: 'm-1',
  userId: 'user-12345',
  timestamp: '2026-03-01T12:00:00.000Z',
  properties: { revenue: 5 },
  context: { campaign: { source: 'banner', term: 'shoes' } },
  integrations: {
    'Actions Amplitude': {
      [FIELD]: {
        enabled: true,
        set: { utm_source: 'news' },
        set_once: { initial_utm_source: 'news', initial_utm_term: 'EMPTY' },
        unset: ['utm_term'],
      },
    },
  },
};
const OF_THE_VISIT = { utm_source: 'news', initial_utm_source: 'news', initial_utm_term: 'EMPTY' };
const OF_THE_PAGE_VIEW = { utm_source: 'banner', utm_term: 'shoes' };

describe('a mapping that was saved before there was a field for attribution', () => {
  let amplitude: AmplitudeEmulator;
  beforeEach(async () => {
    amplitude = await startAmplitudeEmulator({ strict: true });
  });
  afterEach(() => amplitude.close());

  /** What Amplitude has of the user afterwards. */
  async function deliver(partnerAction: (typeof ACTIONS)[number], more: object = {}): Promise<unknown> {
    const mapping = { ...saved[partnerAction], ...more };
    const subscription: Subscription = { name: 'Saved', subscribe: 'type = "track"', partnerAction, mapping };
    const runtime = createRuntime({
      settings: { apiKey: '8f3a61c0d94e4b7aa2f0c7d1e5b96f24' },
      baseUrl: amplitude.baseUrl,
      subscriptions: [subscription],
    });
    const [answer] = await runtime.deliver([event]);
    expect(answer).toMatchObject({ outcome: 'delivered', notices: [] });
    return amplitude.users.get('user-12345')?.properties;
  }

  it.each(ACTIONS)('takes the campaign of the visit from the event, in %s', async (action) => {
    expect(saved[action]).not.toHaveProperty(FIELD);
    const properties = await deliver(action);
    expect(properties).toMatchObject(OF_THE_VISIT);
    expect(properties).not.toHaveProperty('utm_term');
  });

  it.each(['', null, {}])('leaves it to the page view once the field is saved as %j', async (value) => {
    const properties = await deliver('logEventV2', { [FIELD]: value });
    expect(properties).toMatchObject(OF_THE_PAGE_VIEW);
  });
});
