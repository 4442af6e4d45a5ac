import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { readRecords } from '../../src/input/read-records';
import { useDirectory } from '../run-cli';
import { readAll, toNames } from './read-all';

const files = useDirectory();

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
    expect(toNames(found)).toEqual([
      'a',
      expect.stringContaining('not valid JSON'),
      expect.stringContaining('not a JSON object'),
      'b',
    ]);
  });

  it('rejects an element of an array by itself when it is no JSON', async () => {
    const found = await readAll(
      files.write('events', '[{"messageId":"a"},{"messageId" 3},{"messageId":"c"}]'),
    );
    expect(toNames(found)).toEqual(['a', expect.stringContaining('not valid JSON'), 'c']);
  });

  it.each([
    ['an array that is cut off', '[{"messageId":"a"},{"messageId"', 'the array is not closed'],
    ['an array with a bracket too few', '[{"messageId":"a"},{"b":[1}]', 'the array is not closed'],
    [
      'a pretty-printed file that is cut off',
      '{\n"messageId":"a"\n}\n{\n"messageId":',
      'its last value is cut off',
    ],
    ['a pretty-printed file with a bracket too many', '{\n"messageId":"a"\n}\n}\n{}', 'a bracket too many'],
  ])('reads %s as far as it can, and says where it stopped', async (_, content, reason) => {
    const path = files.write('events', content);
    await expect(readAll(path)).rejects.toMatchObject({
      message: `${path} is not valid JSON after element 1 (${reason}); what follows was not read.`,
      exitCode: 3,
    });
  });

  it.each([
    ['a line', '{"messageId":"a"}\n{"messageId":'],
    ['a line within a character', Buffer.from('{"messageId":"a"}\n{"messageId":"é').subarray(0, -1)],
  ])('leaves %s that is only half written for the next run', async (_, content) => {
    const path = files.write('events', content);
    await expect(readAll(path)).rejects.toMatchObject({
      message: `${path}:2 is only half a line: the file is still being written, or it was cut off. The line was left for the next run.`,
      exitCode: 3,
    });
  });

  it('takes a last line without a line end, and rejects it when nothing written behind it could mend it', async () => {
    const found = await readAll(files.write('events', '{"messageId":"a"}\n{"messageId" 3'));
    expect(toNames(found)).toEqual(['a', expect.stringContaining('not valid JSON')]);
  });

  it('reads a line of 45 MB, and those behind it', async () => {
    const long = JSON.stringify({ messageId: 'long', text: 'x'.repeat(45 * 1024 * 1024) });
    const found = await readAll(files.write('events', `${long}\n{"messageId":"b"}\n`));
    expect(toNames(found)).toEqual(['long', 'b']);
  });

  it.each([
    ['empty', ''],
    ['blank', ' \n\n '],
    ['an empty array', '[]'],
  ])('finds no event in a file that is %s', async (_, content) => {
    await expect(readAll(files.write('events', content))).resolves.toEqual([]);
  });
});
