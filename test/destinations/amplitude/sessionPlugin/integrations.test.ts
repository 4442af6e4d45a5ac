import {
  amplitudeOnly,
  hasSessionId,
  isOptedOut,
  withSessionId,
} from '../../../../src/destinations/amplitude/sessionPlugin/integrations';

const KEY = 'Actions Amplitude';

describe(isOptedOut, () => {
  test.each([
    [{ [KEY]: false }],
    [{ [KEY]: false, All: true }],
    [{ All: false }],
    [{ All: false, Mixpanel: true }],
  ])('is true for %j', (integrations) => {
    expect(isOptedOut(integrations, KEY)).toBe(true);
  });

  test.each([
    [undefined],
    [null],
    [{}],
    [{ All: true }],
    [{ [KEY]: true }],
    [{ All: false, [KEY]: true }],
    [{ All: false, [KEY]: {} }],
    [{ Amplitude: false }],
  ])('is false for %j', (integrations) => {
    expect(isOptedOut(integrations, KEY)).toBe(false);
  });
});

describe(hasSessionId, () => {
  test.each([[{ session_id: 1618245157710 }], [{ session_id: -1 }], [{ session_id: '1618245157710' }]])(
    'is true for %j',
    (options) => {
      expect(hasSessionId({ [KEY]: options }, KEY)).toBe(true);
    },
  );

  test.each([[undefined], [true], [null], [{}], [{ session_id: null }], [{ session_id: '' }]])(
    'is false for %j',
    (options) => {
      expect(hasSessionId({ [KEY]: options }, KEY)).toBe(false);
    },
  );
});

describe('integrations: null', () => {
  it('is none', () => {
    expect(hasSessionId(null, KEY)).toBe(false);
    expect(withSessionId(null, 5, KEY)).toEqual({ [KEY]: { session_id: 5 } });
  });
});

describe(withSessionId, () => {
  it('keeps the other destinations and the other options', () => {
    const integrations = { All: false, Mixpanel: true, [KEY]: { groups: { team: 'a' } } };
    expect(withSessionId(integrations, 5, KEY)).toEqual({
      All: false,
      Mixpanel: true,
      [KEY]: { groups: { team: 'a' }, session_id: 5 },
    });
  });

  it('turns a destination that is only switched on into options', () => {
    expect(withSessionId({ [KEY]: true }, 5, KEY)).toEqual({ [KEY]: { session_id: 5 } });
  });

  it('leaves what it was given as it was', () => {
    const options = Object.freeze({ plan: 'a' });
    const integrations = Object.freeze({ [KEY]: options });
    withSessionId(integrations, 5, KEY);
    expect(integrations).toEqual({ [KEY]: { plan: 'a' } });
  });
});

describe(amplitudeOnly, () => {
  it('switches off everything else, named or not, but the way to Segment', () => {
    const options = { session_id: 5 };
    const named = { All: true, Mixpanel: { a: 1 }, 'Segment.io': { b: 2 }, [KEY]: options };
    expect(amplitudeOnly(named, KEY)).toEqual({
      All: false,
      Mixpanel: false,
      'Segment.io': { b: 2 },
      [KEY]: options,
    });
  });
});
