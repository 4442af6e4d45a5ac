import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { toInputSources } from '../../src/input/input-source';
import { readEvent } from '../../src/input/read-event';
import { readRecords } from '../../src/input/read-records';
import { useDirectory } from '../run-cli';

const files = useDirectory();

async function readAll(path: string, stdin = Readable.from([])) {
  const found: { place: string; read: ReturnType<typeof readEvent> }[] = [];
  for (const source of toInputSources([path])) {
    for await (const records of readRecords(source, stdin)) {
      found.push(...records.map((record) => ({ place: record.place, read: readEvent(record) })));
    }
  }
  return found;
}

const EVENTS = [
  { type: 'track', messageId: 'a', event: 'Söng "Played"' },
  { type: 'identify', messageId: 'b', traits: { nested: { list: [1, { x: null }] } } },
];
const FORMS: [string, string | Buffer][] = [
  ['NDJSON', EVENTS.map((event) => JSON.stringify(event)).join('\n')],
  [
    'NDJSON with blank lines and Windows line ends',
    `\r\n${EVENTS.map((event) => JSON.stringify(event)).join('\r\n\r\n')}\r\n`,
  ],
  ['NDJSON behind a byte order mark', `\uFEFF${EVENTS.map((event) => JSON.stringify(event)).join('\n')}`],
  ['gzipped NDJSON', gzipSync(EVENTS.map((event) => JSON.stringify(event)).join('\n'))],
  ['a JSON array', JSON.stringify(EVENTS)],
  ['a pretty-printed JSON array', `\n ${JSON.stringify(EVENTS, null, 2)}\n`],
  ['a gzipped JSON array', gzipSync(JSON.stringify(EVENTS))],
  [
    'pretty-printed objects one after another',
    EVENTS.map((event) => JSON.stringify(event, null, 2)).join('\n'),
  ],
];

describe(readRecords, () => {
  it.each(FORMS)('reads %s', async (_, content) => {
    const found = await readAll(files.write('events', content));
    expect(found.map(({ read }) => read)).toEqual(EVENTS.map((event) => ({ event })));
  });

  it.each(FORMS)('reads %s from a pipe that gives one byte at a time', async (_, content) => {
    const bytes = [...Buffer.from(content)].map((byte) => Buffer.from([byte]));
    const found = await readAll('-', Readable.from(bytes));
    expect(found.map(({ read }) => read)).toEqual(EVENTS.map((event) => ({ event })));
  });

  it('names lines as an editor numbers them, and elements from 1', async () => {
    const lines = files.write('lines', '\n{"a":1}\n\n{"a":2}\n');
    expect((await readAll(lines)).map(({ place }) => place)).toEqual([`${lines}:2`, `${lines}:4`]);
    const array = files.write('array', '[{"a":1},{"a":2}]');
    expect((await readAll(array)).map(({ place }) => place)).toEqual([
      `${array}, element 1`,
      `${array}, element 2`,
    ]);
  });

  it('tells a line that is no event from those around it', async () => {
    const found = await readAll(files.write('events', '{"messageId":"a"}\n{"cut\n7\n{"messageId":"b"}'));
    expect(found.map(({ read }) => ('problem' in read ? read.problem : read.event.messageId))).toEqual([
      'a',
      expect.stringContaining('not valid JSON'),
      expect.stringContaining('not a JSON object'),
      'b',
    ]);
  });

  it.each([
    [
      'an array that is cut off',
      '[{"messageId":"a"},{"messageId"',
      /after element 1 .*what follows was not read/,
    ],
    ['an array with broken JSON', '[{"messageId":"a"},{"messageId" 3}]', /after element 1/],
    [
      'gzip that is cut off',
      gzipSync('{"messageId":"a"}\n').subarray(0, 20),
      /gzip data is damaged or cut off/,
    ],
    ['UTF-16', Buffer.from('\uFEFF{"messageId":"a"}', 'utf16le'), /UTF-16; convert it to UTF-8/],
  ])('names the file of %s', async (_, content, message) => {
    await expect(readAll(files.write('events', content))).rejects.toThrow(message);
  });

  it.each([
    ['empty', ''],
    ['blank', ' \n\n '],
    ['an empty array', '[]'],
  ])('finds no event in a file that is %s', async (_, content) => {
    await expect(readAll(files.write('events', content))).resolves.toEqual([]);
  });
});

describe(readEvent, () => {
  const record = (content: unknown, position = 1) => ({
    position,
    place: 'p',
    bytes: 1,
    content: { value: content },
  });
  const messageIdOf = (content: unknown, position?: number) => {
    const read = readEvent(record(content, position));
    return 'event' in read ? read.event.messageId : undefined;
  };

  it('gives an event without a messageId the same one each time, and another to its twin', () => {
    const event = { type: 'track', event: 'A' };
    expect(messageIdOf(event)).toMatch(/^file-.{27}$/);
    expect(messageIdOf(event)).toBe(messageIdOf({ ...event }));
    expect(messageIdOf(event, 2)).not.toBe(messageIdOf(event, 1));
  });

  it('takes a dead letter for its event, to be tried with the subscriptions that refused it', () => {
    const event = { type: 'track', messageId: 'a' };
    const letter = { ...event, _rejected: { reason: 'bad', place: 'p', subscriptions: ['Track Calls'] } };
    expect(readEvent(record(letter))).toEqual({ event, subscriptions: ['Track Calls'] });
  });

  it('takes a dead letter that holds a line for that line', () => {
    const letter = { _rejected: { reason: 'bad', place: 'p', text: '{"type":"track","messageId":"fixed"}' } };
    expect(readEvent(record(letter))).toEqual({ event: { type: 'track', messageId: 'fixed' } });
  });
});
