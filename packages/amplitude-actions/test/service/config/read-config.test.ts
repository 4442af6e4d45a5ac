import { readConfig } from '../../../src/service/config/read-config';
import { Sources } from '../../../src/service/config/sources';
import { API_KEY, useDirectory } from '../../run-cli';

const files = useDirectory();
const write = (content: unknown, name = 'config.json') =>
  files.write(name, typeof content === 'string' ? content : JSON.stringify(content));
const source = { writeKey: 'write-key-1', settings: { apiKey: API_KEY } };

describe(readConfig, () => {
  it('reads the sources of a JSON file', () => {
    const [read] = readConfig(write({ sources: [{ ...source, integrationNames: ['Amplitude'] }] }));
    expect(read).toMatchObject({
      writeKey: 'write-key-1',
      settings: { apiKey: API_KEY, endpoint: 'north_america' },
      integrationNames: ['Amplitude'],
    });
    expect(read?.id).toMatch(/^[\w-]{12}$/);
  });

  it('reads the same in YAML, with keys from the environment and from files', () => {
    files.write('secret', 'secret-from-file\n');
    process.env.TEST_API_KEY_OF_CONFIG = API_KEY;
    const yaml = [
      'sources:',
      '  - writeKey: write-key-1',
      '    settings: { apiKey: "env:TEST_API_KEY_OF_CONFIG", secretKey: "file:secret", endpoint: europe }',
    ].join('\n');
    const [read] = readConfig(write(yaml, 'config.yaml'));
    delete process.env.TEST_API_KEY_OF_CONFIG;
    expect(read?.settings).toEqual({ apiKey: API_KEY, secretKey: 'secret-from-file', endpoint: 'europe' });
  });

  it('reads subscriptions from a list and from a file beside it', () => {
    const subscriptions = [
      { name: 'All', subscribe: 'type = "track"', partnerAction: 'logEventV2', mapping: {} },
    ];
    files.write('subscriptions.json', JSON.stringify(subscriptions));
    const read = readConfig(
      write({
        sources: [
          { ...source, subscriptions },
          { ...source, writeKey: 'write-key-2', subscriptions: 'subscriptions.json' },
        ],
      }),
    );
    expect(read.map((each) => each.subscriptions)).toEqual([subscriptions, subscriptions]);
  });

  it.each([
    ['text', 'sources: [', /is neither JSON nor YAML/],
    ['a list', '[]', /"sources" must be a list with at least one source/],
    ['no sources', '{"sources":[]}', /"sources" must be a list/],
    ['a source that is text', { sources: ['x'] }, /sources\[0\]: It must be an object/],
    ['no write key', { sources: [{ ...source, writeKey: '' }] }, /sources\[0\]: "writeKey" must be text/],
    ['no settings', { sources: [{ writeKey: 'w' }] }, /"settings" must be an object with "apiKey"/],
    [
      'an unknown key',
      { sources: [{ ...source, subscription: [] }] },
      /"subscription" is unknown; a source has/,
    ],
    [
      'an unknown region',
      { sources: [{ ...source, settings: { apiKey: 'k', endpoint: 'asia' } }] },
      /"settings.endpoint" must be/,
    ],
    [
      'a variable that is not set',
      { sources: [{ ...source, writeKey: 'env:NOBODY_SET_THIS' }] },
      /"writeKey" is to come from env:NOBODY_SET_THIS, and there is nothing/,
    ],
    [
      'a file that is not there',
      { sources: [{ ...source, settings: { apiKey: 'file:nowhere' } }] },
      /"settings.apiKey" names the file .*nowhere, which cannot be read/,
    ],
    ['one key twice', { sources: [source, source] }, /Two sources have the same "writeKey"/],
    [
      'a trigger that cannot be read',
      {
        sources: [
          {
            ...source,
            subscriptions: [{ name: 'A', subscribe: 'type = "track', partnerAction: 'logEvent' }],
          },
        ],
      },
      /"subscribe" of "A"/,
    ],
  ])('refuses %s with a sentence that says where', (_, content, said) => {
    expect(() => readConfig(write(content))).toThrow(said);
  });

  it('names all problems at once, and no key', () => {
    const bad = { writeKey: 'very-secret', settings: { apiKey: 'also-secret', endpoint: 'asia' } };
    const file = write({ sources: [bad, { ...bad, subscriptions: 5 }] });
    let message = '';
    try {
      readConfig(file);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/sources\[0\].*\n.*sources\[1\]/);
    expect(message).not.toMatch(/secret/);
  });
});

describe(Sources, () => {
  it('reads its file again, and keeps what it had when the new one is wrong', () => {
    const file = write({ sources: [source] });
    const sources = new Sources(file);
    write({ sources: [{ ...source, writeKey: 'write-key-2' }] });
    sources.reload();
    expect(sources.ofKey('write-key-1')).toBeUndefined();
    const now = sources.ofKey('write-key-2');
    expect(sources.ofId(now?.id ?? '')).toBe(now);
    write('broken: [');
    expect(() => sources.reload()).toThrow(/cannot be used/);
    expect(sources.ofKey('write-key-2')).toBe(now);
  });
});
