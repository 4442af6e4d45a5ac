import { ClassicSettingsError } from '../../../src/classic/classic-settings-error';
import { classicDefaults } from '../../../src/classic/classic-settings';
import { readClassicSettings } from '../../../src/classic/input/read-classic-settings';
import { API_KEY } from '../send-as-migrated';

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

const read = (settings: object) => readClassicSettings({ apiKey: API_KEY, ...settings }).settings;

describe(readClassicSettings, () => {
  it('fills in what Classic has by default, and says which these are', () => {
    const { settings, defaulted, notes } = readClassicSettings({ apiKey: API_KEY, trackGclid: true });
    expect(settings).toEqual({ ...classicDefaults, apiKey: API_KEY, trackGclid: true });
    expect(defaulted).toContain('trackNamedPages');
    expect(defaulted).not.toContain('trackGclid');
    expect(defaulted).toHaveLength(34);
    expect(notes).toEqual([]);
  });

  it('knows 37 settings', () => {
    expect(Object.keys(read({}))).toHaveLength(37);
  });

  it.each([
    ['null', { trackNamedPages: null }],
    ['empty text', { trackNamedPages: '' }],
    ['empty lists and tables', { traitsToAppend: [], mapQueryParams: {}, appendFieldsToEventProps: [] }],
    [
      'the table of the app without a row',
      { mapQueryParams: { '': '' }, appendFieldsToEventProps: { '': '' } },
    ],
    ['blank trait names', { traitsToIncrement: ['', ' '] }],
    ['an empty endpoint', { endpoint: '' }],
  ])('takes %s for not set', (_, settings) => {
    expect(read(settings)).toEqual({ ...classicDefaults, apiKey: API_KEY });
  });

  it.each([
    [{ trackAllPages: 'true' }, { trackAllPages: true }],
    [{ trackNamedPages: 'False' }, { trackNamedPages: false }],
    [{ trackNamedPages: 0 }, { trackNamedPages: false }],
    [{ eventUploadThreshold: '30' }, { eventUploadThreshold: 30 }],
    [{ versionName: 4 }, { versionName: '4' }],
    [{ traitsToAppend: 'tags, roles' }, { traitsToAppend: ['tags', 'roles'] }],
    [{ traitsToAppend: ['tags', '', ' tags '] }, { traitsToAppend: ['tags'] }],
    [{ traitsToSetOnce: { signup: '' } }, { traitsToSetOnce: ['signup'] }],
    [{ mapQueryParams: { query: 'User Properties' } }, { mapQueryParams: { query: 'user_properties' } }],
    [{ traitsToIncrement: ['a["b"]', 'a.b'] }, { traitsToIncrement: ['a["b"]', 'a.b'] }],
  ])('reads %j as %j', (settings, expected) => {
    expect(read(settings)).toMatchObject(expected);
  });

  it('reports every malformed setting at once', () => {
    const problems = problemsOf({ apiKey: 7, trackAllPages: 'maybe', traitsToAppend: 3, endpoint: 'moon' });
    expect(problems).toEqual([
      '"apiKey" must be text.',
      '"trackAllPages" must be true or false.',
      '"traitsToAppend" must be a list of trait names.',
      '"endpoint" must name a region: "north_america" or "europe".',
    ]);
  });

  it('says all problems in the message of the error', () => {
    expect(() => readClassicSettings({ apiKey: [], trackGclid: {} })).toThrow(
      /The Amplitude Classic settings cannot be used:\n- "apiKey" must be text.*\n- "trackGclid" must be/,
    );
  });

  it.each([
    ['a negative number', { eventUploadPeriodMillis: -1 }, 'must be a number, 0 or more'],
    ['a list as a field map', { appendFieldsToEventProps: ['a'] }, 'must map a path of the event'],
    [
      'a field without a name',
      { appendFieldsToEventProps: { 'context.ip': '' } },
      'must map a path of the event',
    ],
    ['an unknown target', { mapQueryParams: { query: 'device' } }, 'must map a property name to'],
    ['a nameless target', { mapQueryParams: { ' ': 'event_properties' } }, 'must map a property name to'],
  ])('refuses %s', (_, settings, said) => {
    expect(problemsOf({ apiKey: API_KEY, ...settings })).toEqual([expect.stringContaining(said)]);
  });

  it('repeats no value of a secret setting', () => {
    expect(problemsOf({ apiKey: { key: API_KEY }, secretKey: 12345678 }).join()).not.toMatch(
      /12345678|7b0f9c/,
    );
  });

  it.each([
    ['US', 'north_america'],
    ['North America', 'north_america'],
    ['https://api2.amplitude.com/2/httpapi', 'north_america'],
    ['EU', 'europe'],
    ['Europe', 'europe'],
    ['api.eu.amplitude.com', 'europe'],
  ])('reads the endpoint "%s" as %s', (endpoint, region) => {
    expect(read({ endpoint }).endpoint).toBe(region);
  });

  it('notes what is no setting, with the setting that is probably meant', () => {
    const { notes } = readClassicSettings({ apiKey: API_KEY, trackAllPage: true, colour: 'red' });
    expect(notes).toEqual([
      {
        setting: 'trackAllPage',
        effect: 'unknown',
        note: 'This is not a setting of Amplitude Classic and was not read. Did you mean "trackAllPages"?',
      },
      {
        setting: 'colour',
        effect: 'unknown',
        note: 'This is not a setting of Amplitude Classic and was not read.',
      },
    ]);
  });

  it.each(['••••dada', '****dada', '…dada…••', 'xxxxxxxxxxxxdada'])(
    'asks for a key of which the export shows only the end (%s)',
    (masked) => {
      const { settings, notes } = readClassicSettings({
        apiKey: masked,
        secretKey: masked,
        trackGclid: true,
      });
      expect(settings).toMatchObject({ apiKey: '', secretKey: '' });
      expect(notes.map(({ setting, effect }) => `${setting} ${effect}`)).toEqual([
        'apiKey needs_you',
        'secretKey needs_you',
      ]);
    },
  );
});
