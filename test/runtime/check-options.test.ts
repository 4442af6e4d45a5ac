import { createRuntime } from '../../src/runtime';

const settings = { apiKey: '8f3a61c0d94e4b7aa2f0c7d1e5b96f24' };

describe('options that can never work', () => {
  it.each([
    ['none at all', undefined, 'createRuntime takes an object of options'],
    ['null', null, 'createRuntime takes an object of options'],
    ['a list', [settings], 'createRuntime takes an object of options'],
    ['no settings', {}, 'settings.apiKey is empty'],
    [
      'a key with a new line',
      { settings: { apiKey: 'a-key\n' } },
      'settings.apiKey begins or ends with a blank',
    ],
    ['an unknown one', { settings, retries: 3 }, 'There is no option "retries": the options are settings,'],
    [
      'one in other letters',
      { settings, baseURL: '' },
      'There is no option "baseURL": did you mean baseUrl?',
    ],
    ['a strict that is text', { settings, strict: 'false' }, 'strict must be true or false'],
    ['a gzip that is a number', { settings, gzip: 1 }, 'gzip must be true or false'],
    ['a transport that is an object', { settings, transport: {} }, 'transport must be a function'],
    [
      'a name in place of names',
      { settings, integrationNames: 'Amplitude' },
      'integrationNames must be a list',
    ],
    ['an empty name', { settings, integrationNames: ['Amplitude', ' '] }, 'integrationNames must be a list'],
    ['a name that is no text', { settings, integrationNames: [7] }, 'integrationNames must be a list'],
  ])('are refused with a sentence that names the option: %s', (_, options, reason) => {
    const make = () => createRuntime(options as never);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(reason);
  });

  it('are not those that are undefined', () => {
    const options = { settings, strict: undefined, gzip: undefined, transport: undefined };
    expect(() => createRuntime({ ...options, integrationNames: undefined })).not.toThrow();
  });
});
