import { createAmplitudeDestination } from '../../../../src';
import { toBaseUrl } from '../../../../src/destinations/amplitude/api/base-url';

describe(toBaseUrl, () => {
  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['https://proxy.example/', 'https://proxy.example'],
    ['https://proxy.example/amplitude/', 'https://proxy.example/amplitude'],
    ['HTTPS://Proxy.Example:443/a/b', 'https://proxy.example/a/b'],
  ])('reads %s as %s', (text, expected) => {
    expect(toBaseUrl(text)).toBe(expected);
  });

  it.each([
    ['', 'must be a URL'],
    ['proxy.example', 'must be a URL'],
    ['http://', 'must be a URL'],
    ['file:///etc/passwd', 'must begin with http:// or https://'],
    ['ftp://proxy.example', 'must begin with http:// or https://'],
    ['https://user@proxy.example', 'must hold no user name and no password'],
    ['https://user:hunter22@proxy.example', 'must hold no user name and no password'],
    ['https://proxy.example/?key=hunter22', 'must end with its path'],
    ['https://proxy.example/#hunter22', 'must end with its path'],
  ])('refuses %p when the destination is made: %s', (baseUrl, message) => {
    const make = () => createAmplitudeDestination({ baseUrl });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
    expect(make).not.toThrow('hunter22');
  });
});
