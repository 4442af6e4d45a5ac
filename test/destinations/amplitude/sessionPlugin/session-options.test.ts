import { resolveSessionOptions } from '../../../../src/destinations/amplitude/sessionPlugin/session-options';

const resolve = (options: object) => resolveSessionOptions(options, 1000);

describe(resolveSessionOptions, () => {
  it('has a default for every option', () => {
    expect(resolve({})).toEqual({
      sessionLength: 1000,
      triggerSessionEvents: false,
      sessionStartEvent: 'session_started',
      sessionEndEvent: 'session_ended',
      onStart: expect.any(Function) as unknown,
      onEnd: expect.any(Function) as unknown,
      extendOn: expect.any(Function) as unknown,
      integrationName: 'Actions Amplitude',
      resetOnReset: true,
      resetOnNewCampaign: false,
      crossDomain: false,
    });
  });

  it('takes what it is given', () => {
    const given = {
      sessionLength: 5,
      triggerSessionEvents: true,
      sessionStartEvent: 'Visit Began',
      sessionEndEvent: 'Visit Over',
      onStart: () => undefined,
      onEnd: () => undefined,
      extendOn: () => true,
      integrationName: 'Amplitude EU',
      resetOnReset: false,
      resetOnNewCampaign: true,
      crossDomain: true,
    };
    expect(resolve(given)).toEqual(given);
  });

  test.each([0, -1, NaN, null, 'soon'])('falls back to the default length for %p', (sessionLength) => {
    expect(resolve({ sessionLength })).toMatchObject({ sessionLength: 1000 });
  });

  it('takes text from a form: a number, true and false', () => {
    expect(
      resolve({ sessionLength: '5', triggerSessionEvents: 'true', crossDomain: 'no', resetOnReset: 'false' }),
    ).toMatchObject({
      sessionLength: 5,
      triggerSessionEvents: true,
      crossDomain: false,
      resetOnReset: false,
    });
  });

  it('falls back to the default name for an empty one', () => {
    expect(resolve({ sessionStartEvent: '', sessionEndEvent: null })).toMatchObject({
      sessionStartEvent: 'session_started',
      sessionEndEvent: 'session_ended',
    });
  });

  test.each([
    [{ sessionStartEvent: 5 }, 'amplitudeSession: sessionStartEvent must be a string.'],
    [{ sessionEndEvent: ['a'] }, 'amplitudeSession: sessionEndEvent must be a string.'],
    [{ integrationName: true }, 'amplitudeSession: integrationName must be a string.'],
    [{ onStart: 'alert' }, 'amplitudeSession: onStart must be a function.'],
    [{ onEnd: {} }, 'amplitudeSession: onEnd must be a function.'],
    [{ extendOn: 'page' }, 'amplitudeSession: extendOn must be a function.'],
  ])('says in one sentence what is wrong with %j', (options, message) => {
    expect(() => resolve(options)).toThrow(new TypeError(message));
  });

  it('finds track events by name and other calls by type in the list of extendOn', () => {
    const { extendOn } = resolve({ extendOn: ['Song Played', 'page'] });
    const events = [
      { type: 'track', event: 'Song Played' },
      { type: 'page' },
      { type: 'track', event: 'page view' },
    ];
    expect(events.map(extendOn)).toEqual([true, true, false]);
    expect(resolve({ extendOn: [] }).extendOn({ type: 'track', event: 'Any' })).toBe(true);
  });
});
