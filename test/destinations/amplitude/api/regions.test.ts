import { findRegion, REGION_KEYS, toRegion } from '../../../../src/destinations/amplitude/api/regions';

describe(toRegion, () => {
  it.each(REGION_KEYS)('is %s for its own key', (key) => {
    expect(toRegion(key)).toBe(key);
  });

  it.each([undefined, null, ''])('is North America for %p', (endpoint) => {
    expect(toRegion(endpoint)).toBe('north_america');
  });

  it.each(['asia', 'EUROPE', 'toString', '__proto__'])('refuses %p by one clear error', (endpoint) => {
    expect(() => toRegion(endpoint)).toThrow(
      expect.objectContaining({
        status: 400,
        message: `The setting "endpoint" must be "north_america" or "europe", not "${endpoint}".`,
      }) as Error,
    );
  });
});

describe(findRegion, () => {
  it.each([
    ['us', 'north_america'],
    ['north_america', 'north_america'],
    ['api2.amplitude.com', 'north_america'],
    ['api.amplitude.com', 'north_america'],
    [' EU ', 'europe'],
    ['europe', 'europe'],
    ['api.eu.amplitude.com', 'europe'],
    ['asia', undefined],
    ['', undefined],
  ])('reads %p as %p', (name, region) => {
    expect(findRegion(name)).toBe(region);
  });
});
