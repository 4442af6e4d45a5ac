import { toBrowserAsOs } from '../../../../src/destinations/amplitude/mapping/browser-as-os';

describe(toBrowserAsOs, () => {
  it('names the browser, its major version and the operating system', () => {
    expect(toBrowserAsOs({ browser: { name: 'Chrome', major: '120' }, os: { name: 'Mac OS' } })).toEqual({
      os_name: 'Chrome',
      os_version: '120',
      device_model: 'Mac OS',
    });
  });

  it('says nothing about a user agent nobody knows', () => {
    expect(toBrowserAsOs({ browser: {}, os: {} })).toEqual({});
  });

  it('gives no version without a browser it belongs to', () => {
    expect(toBrowserAsOs({ browser: { major: '7' }, os: { name: 'Linux' } })).toEqual({
      device_model: 'Linux',
    });
  });
});
