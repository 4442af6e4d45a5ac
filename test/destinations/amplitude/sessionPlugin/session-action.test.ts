/** @jest-environment jsdom */
import type { InputField } from '@segment/actions-core';
import { Analytics } from '@segment/analytics-next';
import { sessionId } from '../../../../src/destinations/amplitude/sessionPlugin';
import { at, idsOf, MINUTE, NOW, recorder, settle, useVisitor, type Delivered } from './load-analytics';

useVisitor();

describe('sessionId', () => {
  const fields = JSON.parse(JSON.stringify(sessionId.fields)) as Record<string, InputField>;

  it('declares fields the Actions framework knows', () => {
    expect(Object.entries(fields).map(([key, field]) => [key, field.type, field.default])).toEqual([
      ['sessionLength', 'number', 1_800_000],
      ['triggerSessionEvents', 'boolean', false],
      ['sessionStartEvent', 'string', 'session_started'],
      ['sessionEndEvent', 'string', 'session_ended'],
      ['extendOn', 'string', undefined],
      ['resetOnReset', 'boolean', true],
      ['resetOnNewCampaign', 'boolean', false],
      ['crossDomain', 'boolean', false],
    ]);
  });

  test.each(['sessionStartEvent', 'sessionEndEvent'])('shows %s only with session events', (name) => {
    expect(fields[name]?.depends_on).toEqual({
      conditions: [{ fieldKey: 'triggerSessionEvents', operator: 'is', value: true }],
    });
  });

  it('enriches events as an action of the web runtime does, with the options of the mapping', async () => {
    const delivered: Delivered[] = [];
    const analytics = new Analytics({ writeKey: 'test' });
    await analytics.register(
      {
        name: 'Amplitude (Actions) sessionId',
        type: 'enrichment',
        version: '1.0.0',
        isLoaded: () => true,
        load: () => Promise.resolve(),
        async track(context) {
          const payload = { sessionLength: MINUTE, triggerSessionEvents: true };
          await sessionId.perform(undefined, { context, analytics, payload });
          return context;
        },
      },
      recorder(delivered),
    );
    for (const time of [NOW, NOW + MINUTE]) {
      at(time);
      void analytics.track('Song Played');
      await settle();
    }
    const bySession = delivered.map(({ event, sessionId: id }) => `${String(id)} ${event}`).sort();
    expect(bySession).toEqual([
      `${NOW - 1} Song Played`,
      `${NOW - 1} session_ended`,
      `${NOW - 1} session_started`,
      `${NOW + MINUTE - 1} Song Played`,
      `${NOW + MINUTE - 1} session_started`,
    ]);
  });

  it('goes on with a session when the mapping is changed', async () => {
    const delivered: Delivered[] = [];
    const analytics = new Analytics({ writeKey: 'test' });
    let payload = { sessionLength: MINUTE };
    await analytics.register(
      {
        name: 'Amplitude (Actions) sessionId',
        type: 'enrichment',
        version: '1.0.0',
        isLoaded: () => true,
        load: () => Promise.resolve(),
        track: async (context) => (
          await sessionId.perform(undefined, { context, analytics, payload }),
          context
        ),
      },
      recorder(delivered),
    );
    void analytics.track('Before');
    await settle();
    payload = { sessionLength: 10 * MINUTE };
    at(NOW + 5 * MINUTE);
    void analytics.track('After');
    await settle();
    expect(idsOf(delivered)).toEqual([NOW, NOW]);
  });
});
