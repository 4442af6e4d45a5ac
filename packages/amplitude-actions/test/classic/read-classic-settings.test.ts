import { ClassicSettingsError } from '../../src/classic/classic-settings-error';
import { classicDefaults } from '../../src/classic/classic-settings';
import { readClassicSettings } from '../../src/classic/read-classic-settings';
import { API_KEY } from './send-as-migrated';

/** The problems that these settings are refused for. */
function problemsOf(settings: unknown): readonly string[] {
  try {
    readClassicSettings(settings);
  } catch (error) {
    if (error instanceof ClassicSettingsError) return error.problems;
    throw error;
  }
  throw new Error('The settings were accepted.');
}

describe(readClassicSettings, () => {
  it('fills in what Classic has by default', () => {
    expect(readClassicSettings({ apiKey: API_KEY })).toEqual({ ...classicDefaults, apiKey: API_KEY });
  });

  it('knows 37 settings', () => {
    expect(Object.keys(readClassicSettings({ apiKey: API_KEY }))).toHaveLength(37);
  });

  it('takes null for a setting that is not set', () => {
    expect(readClassicSettings({ apiKey: API_KEY, trackNamedPages: null }).trackNamedPages).toBe(true);
  });

  it('reports every problem at once', () => {
    const problems = problemsOf({
      trackAllPage: true,
      trackAllPages: 'yes',
      traitsToAppend: 'tags',
      endpoint: 'moon',
    });
    expect(problems).toEqual([
      '"apiKey" is empty: give the API key of the Amplitude project.',
      '"trackAllPage" is not a setting of Amplitude Classic: remove it or mend its spelling.',
      '"trackAllPages" must be true or false.',
      '"traitsToAppend" must be a list of trait names.',
      '"endpoint" must name a region: "north_america" or "europe".',
    ]);
  });

  it('says all problems in the message of the error', () => {
    expect(() => readClassicSettings({ apiKey: '', nope: 1 })).toThrow(
      /The Amplitude Classic settings cannot be used:\n- "apiKey" is empty.*\n- "nope" is not a setting/,
    );
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['text', 'apiKey'],
  ])('refuses %s in place of an object', (_, settings) => {
    expect(problemsOf(settings)).toEqual([
      'The settings must be one object, such as {"apiKey": "…", "trackAllPages": true}.',
    ]);
  });

  it.each([
    ['a number that is text', { eventUploadThreshold: '30' }, 'must be a number, 0 or more'],
    ['a negative number', { eventUploadPeriodMillis: -1 }, 'must be a number, 0 or more'],
    ['text that is a number', { versionName: 4 }, 'must be text'],
    ['a list of numbers', { traitsToSetOnce: [1] }, 'must be text'],
    [
      'a trait name that no mapping can read',
      { traitsToIncrement: ['a["b"]'] },
      'no quotes, brackets or leading @',
    ],
    ['a name that would be a directive', { mapQueryParams: { '@path': 'event_properties' } }, 'leading @'],
    ['a field map that is a list', { appendFieldsToEventProps: ['a'] }, 'must map a path of the event'],
    [
      'a field without a name',
      { appendFieldsToEventProps: { 'context.ip': '' } },
      'must map a path of the event',
    ],
    ['an unknown target', { mapQueryParams: { query: 'device' } }, 'must map a property name to'],
    ['a nameless target', { mapQueryParams: { ' ': 'event_properties' } }, 'must map a property name to'],
  ])('refuses %s', (_, settings, said) => {
    const problems = problemsOf({ apiKey: API_KEY, ...settings });
    expect(problems).toEqual([expect.stringContaining(said)]);
  });

  it('repeats no value of a secret setting', () => {
    expect(problemsOf({ apiKey: { key: API_KEY }, secretKey: 12345678 }).join()).not.toMatch(
      /12345678|7b0f9c/,
    );
  });

  it.each([
    ['', 'north_america'],
    ['US', 'north_america'],
    ['North America', 'north_america'],
    ['https://api2.amplitude.com/2/httpapi', 'north_america'],
    ['EU', 'europe'],
    ['Europe', 'europe'],
    ['api.eu.amplitude.com', 'europe'],
  ])('reads the endpoint "%s" as %s', (endpoint, region) => {
    expect(readClassicSettings({ apiKey: API_KEY, endpoint }).endpoint).toBe(region);
  });

  it('drops blank and repeated trait names', () => {
    const { traitsToAppend } = readClassicSettings({
      apiKey: API_KEY,
      traitsToAppend: ['tags', '', ' tags '],
    });
    expect(traitsToAppend).toEqual(['tags']);
  });
});
