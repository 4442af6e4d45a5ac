import {
  toUserAgentKeys as toKeys,
  type UserAgentSource,
} from '../../../../src/destinations/amplitude/mapping/user-agent';
import { collectNotices } from './collect-notices';

const toUserAgentKeys = (source: UserAgentSource) => toKeys(source, []);

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 9_1 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Version/9.0 Mobile/13B143 Safari/601.1';
const CHROME_ON_WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
const BROWSER_WITHOUT_OS = 'Lynx/2.8.9rel.1 libwww-FM/2.14';

describe(toKeys, () => {
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

  it('keeps the name of the system as the model of a desktop Mac, and names no maker', () => {
    const userAgent =
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15';
    expect(toUserAgentKeys({ userAgent })).toEqual({
      os_name: 'Mac OS',
      os_version: '10.15.7',
      device_model: 'Mac OS',
      device_manufacturer: undefined,
    });
    const userAgentData = { model: 'MacBook Pro', platformVersion: '14.1.0' };
    expect(toUserAgentKeys({ userAgent, userAgentData })).toMatchObject({
      os_version: '14.1.0',
      device_model: 'MacBook Pro',
    });
  });

  it.each(['Linux x86_64', 'Linux i686', 'Linux aarch64', 'Linux armv7l', 'Ubuntu; Linux x86_64'])(
    'takes no processor for a version: %s',
    (system) => {
      const userAgent = `Mozilla/5.0 (X11; ${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36`;
      expect(toUserAgentKeys({ userAgent }).os_version).toBeUndefined();
    },
  );

  it('keeps a version that is a word', () => {
    const userAgent =
      'Mozilla/5.0 (Windows NT 6.0) AppleWebKit/535.1 (KHTML, like Gecko) Chrome/14.0 Safari/535.1';
    expect(toUserAgentKeys({ userAgent })).toMatchObject({ os_name: 'Windows', os_version: 'Vista' });
  });

  it('tells of a user agent that is no text and of hints that are no object', () => {
    const { value, fields } = collectNotices((notices) =>
      toKeys({ userAgent: {}, userAgentData: 'Chrome' }, notices),
    );
    expect(Object.values(value).filter(Boolean)).toEqual([]);
    expect(fields).toEqual(['userAgent', 'userAgentData']);
  });
});
