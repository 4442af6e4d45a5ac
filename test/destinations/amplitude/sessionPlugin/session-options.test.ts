import { resolveSessionOptions } from '../../../../src/destinations/amplitude/sessionPlugin/session-options';

describe(resolveSessionOptions, () => {
  it('has a default for every option', () => {
    expect(resolveSessionOptions({}, 1000)).toEqual({
      sessionLength: 1000,
      triggerSessionEvents: false,
      sessionStartEvent: 'session_started',
      sessionEndEvent: 'session_ended',
    });
  });

  it('takes what it is given', () => {
    const given = {
      sessionLength: 5,
      triggerSessionEvents: true,
      sessionStartEvent: 'Visit Began',
      sessionEndEvent: 'Visit Over',
    };
    expect(resolveSessionOptions(given, 1000)).toEqual(given);
  });

  test.each([0, -1, NaN])('falls back to the default length for %p', (sessionLength) => {
    expect(resolveSessionOptions({ sessionLength }, 1000).sessionLength).toBe(1000);
  });

  it('falls back to the default name for an empty one', () => {
    expect(resolveSessionOptions({ sessionStartEvent: '', sessionEndEvent: '' }, 1000)).toMatchObject({
      sessionStartEvent: 'session_started',
      sessionEndEvent: 'session_ended',
    });
  });
});
