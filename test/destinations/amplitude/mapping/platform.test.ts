import { toPlatform } from '../../../../src/destinations/amplitude/mapping/platform';

describe(toPlatform, () => {
  it.each([
    ['ios', 'iOS'],
    ['IOS', 'iOS'],
    ['ios 14', 'iOS 14'],
    ['android', 'Android'],
    ['ANDROID', 'Android'],
    ['kiosk', 'kiosk'],
    ['Roku', 'Roku'],
  ])('sends %s as %s', (given, expected) => {
    expect(toPlatform(given, 'analytics.js', [])).toBe(expected);
  });

  it.each([undefined, '', '  '])('sends %p from analytics.js as Web', (given) => {
    expect(toPlatform(given, 'analytics.js', [])).toBe('Web');
  });

  it.each([undefined, '', '  '])('sends no platform for %p from another library', (given) => {
    expect(toPlatform(given, 'analytics-ios', [])).toBeUndefined();
    expect(toPlatform(given, undefined, [])).toBeUndefined();
  });
});
