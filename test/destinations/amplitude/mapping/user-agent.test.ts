import { toUserAgentKeys } from '../../../../src/destinations/amplitude/mapping/user-agent';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 9_1 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Version/9.0 Mobile/13B143 Safari/601.1';
const CHROME_ON_WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
const BROWSER_WITHOUT_OS = 'Lynx/2.8.9rel.1 libwww-FM/2.14';

describe(toUserAgentKeys, () => {
  it('reads the name and version of the operating system, and the device', () => {
    expect(toUserAgentKeys({ userAgent: IPHONE })).toEqual({
      os_name: 'iOS',
      os_version: '9.1',
      device_model: 'iPhone',
      device_manufacturer: 'Apple',
    });
  });

  it('names the operating system as the model of a device that has none', () => {
    expect(toUserAgentKeys({ userAgent: CHROME_ON_WINDOWS })).toEqual({
      os_name: 'Windows',
      os_version: '10',
      device_model: 'Windows',
      device_manufacturer: undefined,
    });
  });

  it('takes model and version from the client hints first', () => {
    const userAgentData = { model: 'Surface Pro', platformVersion: '15.0.0' };
    expect(toUserAgentKeys({ userAgent: CHROME_ON_WINDOWS, userAgentData })).toMatchObject({
      os_name: 'Windows',
      os_version: '15.0.0',
      device_model: 'Surface Pro',
    });
  });

  it('ignores blank client hints', () => {
    const userAgentData = { model: '', platformVersion: ' ' };
    expect(toUserAgentKeys({ userAgent: CHROME_ON_WINDOWS, userAgentData })).toMatchObject({
      os_version: '10',
      device_model: 'Windows',
    });
  });

  it('pairs a browser with its own version, never with that of a hint', () => {
    const userAgentData = { platformVersion: '15.0.0' };
    expect(toUserAgentKeys({ userAgent: BROWSER_WITHOUT_OS, userAgentData })).toMatchObject({
      os_name: 'Lynx',
      os_version: '2',
    });
  });

  it('reads no version of another system than the mapped one', () => {
    expect(toUserAgentKeys({ userAgent: IPHONE, os_name: 'Android' })).toEqual({
      device_model: 'iPhone',
      device_manufacturer: 'Apple',
    });
    expect(toUserAgentKeys({ userAgent: IPHONE, os_name: 'ios' })).toMatchObject({ os_version: '9.1' });
  });

  it('reads nothing when parsing is off', () => {
    expect(toUserAgentKeys({ userAgent: IPHONE, userAgentParsing: false })).toEqual({});
  });

  it('adds the user agent itself when asked to', () => {
    expect(
      toUserAgentKeys({ userAgent: IPHONE, userAgentParsing: false, includeRawUserAgent: true }),
    ).toEqual({ user_agent: IPHONE });
    expect(toUserAgentKeys({ userAgent: ' ', includeRawUserAgent: true })).not.toHaveProperty('user_agent');
  });

  it('reads no more than 1,000 characters of a user agent', () => {
    const userAgent = `${'x'.repeat(1000)} ${IPHONE}`;
    expect(toUserAgentKeys({ userAgent })).not.toMatchObject({ os_name: 'iOS' });
  });

  it('answers the same for the same user agent again', () => {
    expect(toUserAgentKeys({ userAgent: IPHONE })).toEqual(toUserAgentKeys({ userAgent: IPHONE }));
  });
});
