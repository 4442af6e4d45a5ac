import { toUrl } from '../../../../src/destinations/amplitude/api/endpoints';

describe(toUrl, () => {
  it.each([
    ['httpapi', 'https://api2.amplitude.com/2/httpapi', 'https://api.eu.amplitude.com/2/httpapi'],
    ['batch', 'https://api2.amplitude.com/batch', 'https://api.eu.amplitude.com/batch'],
    ['identify', 'https://api2.amplitude.com/identify', 'https://api.eu.amplitude.com/identify'],
    [
      'groupidentify',
      'https://api2.amplitude.com/groupidentify',
      'https://api.eu.amplitude.com/groupidentify',
    ],
    ['usermap', 'https://api.amplitude.com/usermap', 'https://api.eu.amplitude.com/usermap'],
    [
      'deletions',
      'https://amplitude.com/api/2/deletions/users',
      'https://analytics.eu.amplitude.com/api/2/deletions/users',
    ],
    [
      'usersearch',
      'https://amplitude.com/api/2/usersearch',
      'https://analytics.eu.amplitude.com/api/2/usersearch',
    ],
  ] as const)('knows %s in both regions', (endpoint, northAmerica, europe) => {
    expect(toUrl(endpoint, 'north_america')).toBe(northAmerica);
    expect(toUrl(endpoint, 'europe')).toBe(europe);
  });

  it('takes a region that is not given for North America', () => {
    expect(toUrl('batch', undefined)).toBe('https://api2.amplitude.com/batch');
  });

  it('has no address in a region that does not exist', () => {
    expect(() => toUrl('httpapi', 'asia')).toThrow(
      'The setting "endpoint" must be "north_america" or "europe", not "asia".',
    );
  });

  it('puts another origin in place of the region, path kept', () => {
    expect(toUrl('httpapi', 'europe', 'http://127.0.0.1:4000')).toBe('http://127.0.0.1:4000/2/httpapi');
  });

  it.each(['http://127.0.0.1:4000/proxy', 'http://127.0.0.1:4000/proxy/'])(
    'keeps the path of %s',
    (baseUrl) => {
      expect(toUrl('httpapi', undefined, baseUrl)).toBe('http://127.0.0.1:4000/proxy/2/httpapi');
    },
  );
});
