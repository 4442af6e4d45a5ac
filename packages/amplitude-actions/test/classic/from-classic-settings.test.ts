import { parseFql, validate } from '@segment/destination-subscriptions';
import { fromClassicSettings } from '../../src/classic';
import { MAX_SUBSCRIPTIONS, notesOnCount } from '../../src/classic/notes/notes-on';
import { API_KEY, SECRET_KEY, classic } from './send-as-migrated';

const EVERYTHING_ON = classic({
  trackAllPages: true,
  trackAllPagesV2: true,
  sendAlias: true,
  trackSessionEvents: true,
  unsetParamsReferrerOnNewSession: true,
});

describe(fromClassicSettings, () => {
  it('gives the settings of the new destination', () => {
    expect(fromClassicSettings({ ...classic(), endpoint: 'EU' }).settings).toEqual({
      apiKey: API_KEY,
      secretKey: SECRET_KEY,
      endpoint: 'europe',
    });
  });

  it('asks for a secret key where Classic had none', () => {
    const { settings, notes } = fromClassicSettings({ apiKey: API_KEY });
    expect(settings.secretKey).toBe('');
    expect(notes.filter(({ effect }) => effect === 'needs_you').map(({ setting }) => setting)).toEqual([
      'secretKey',
    ]);
  });

  it('subscribes the calls of a default Classic destination', () => {
    const { subscriptions } = fromClassicSettings(classic());
    expect(subscriptions.map(({ name, partnerAction }) => `${name} → ${partnerAction}`)).toEqual([
      'Order Completed Calls → logPurchase',
      'Revenue Calls → logPurchase',
      'Track Calls → logEventV2',
      'Page Calls, Categorized → logEventV2',
      'Page Calls, Named → logEventV2',
      'Screen Calls, Categorized → logEventV2',
      'Screen Calls, Named → logEventV2',
      'Identify Calls → identifyUser',
      'Group Calls → groupIdentifyUser',
      'Browser Session Tracking → sessionId',
    ]);
  });

  it('gives ready-to-run subscriptions with triggers that the framework can read', () => {
    for (const { subscribe, enabled } of fromClassicSettings(EVERYTHING_ON).subscriptions) {
      expect(enabled).toBe(true);
      expect(parseFql(subscribe)).not.toHaveProperty('error');
    }
  });

  it.each([
    ['an order', { event: 'Order Completed', properties: { revenue: 5 } }, 'Order Completed Calls'],
    ['an order of the older spec', { event: 'Completed Order' }, 'Order Completed Calls'],
    ['an event with revenue', { event: 'Upgraded', properties: { revenue: 5 } }, 'Revenue Calls'],
    ['a refund without revenue', { event: 'Order Refunded', properties: { total: 5 } }, 'Track Calls'],
    ['any other event', { event: 'Signed Up' }, 'Track Calls'],
  ])('sends %s through exactly one track subscription', (_, message, name) => {
    const matching = fromClassicSettings(classic()).subscriptions.filter(
      ({ subscribe, partnerAction }) =>
        partnerAction !== 'sessionId' && validate(parseFql(subscribe), { type: 'track', ...message }),
    );
    expect(matching.map((each) => each.name)).toEqual([name]);
  });

  it('stays far below the number of subscriptions that Segment allows', () => {
    const { subscriptions, notes } = fromClassicSettings(EVERYTHING_ON);
    expect(subscriptions.length).toBeLessThanOrEqual(MAX_SUBSCRIPTIONS);
    expect(notes.map(({ setting }) => setting)).not.toContain('subscriptions');
  });

  it('uses no liquid by default: a busy machine can break its time limit', () => {
    expect(JSON.stringify(fromClassicSettings(classic()).subscriptions)).not.toContain('@liquid');
  });
});

describe(notesOnCount, () => {
  it('says when there are more subscriptions than one destination may have', () => {
    expect(notesOnCount(MAX_SUBSCRIPTIONS)).toEqual([]);
    expect(notesOnCount(51)).toEqual([
      {
        setting: 'subscriptions',
        effect: 'needs_you',
        note: 'These are 51 subscriptions, and Segment allows 50 in one destination: spread them over two.',
      },
    ]);
  });
});
