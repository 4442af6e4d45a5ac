import { isOptedOut } from '../../../src/runtime/read-event/is-opted-out';

const NAMES = ['Actions Amplitude'];

describe('the integrations of an event', () => {
  it.each([
    [undefined],
    [null],
    ['all'],
    [{}],
    [{ All: true }],
    [{ 'Actions Amplitude': true }],
    [{ All: false, 'Actions Amplitude': true }],
    [{ All: false, 'Actions Amplitude': { session_id: 1 } }],
    [{ Amplitude: false }],
  ])('let it pass: %j', (integrations) => {
    expect(isOptedOut(integrations, NAMES)).toBe(false);
  });

  it.each([
    [{ 'Actions Amplitude': false }],
    [{ All: true, 'Actions Amplitude': false }],
    [{ All: false }],
    [{ All: false, 'Google Analytics': true }],
  ])('keep it back: %j', (integrations) => {
    expect(isOptedOut(integrations, NAMES)).toBe(true);
  });

  it('know a destination by any of its names', () => {
    const names = ['Actions Amplitude', 'Amplitude'];
    expect(isOptedOut({ Amplitude: false }, names)).toBe(true);
    expect(isOptedOut({ All: false, Amplitude: true }, names)).toBe(false);
  });
});
