import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { checkSource } from '../../src/input/open-source';
import { toFile } from '../../src/input/input-source';
import { useDirectory } from '../run-cli';
import { readAll, toNames } from './read-all';

const files = useDirectory();
const LINES = '{"messageId":"a"}\n{"messageId":"b"}\n';
/** The same lines, packed by the programs of these names. */
const PACKED: [string, Buffer][] = [
  ['gzip', gzipSync(LINES)],
  ['zstd', Buffer.from('KLUv/QRY5QAAsHsibWVzc2FnZUlkIjoiYSJ9CmIifQoBAEqeYe5dZBs=', 'base64')],
  [
    'bzip2',
    Buffer.from(
      'QlpoOTFBWSZTWahDQRYAABBdgAAQEAAAEAAgNoIICiAAIKqmmAPUIBoAjKyNay2pFOOowsuwirwu5IpwoSFQhoIs',
      'base64',
    ),
  ],
  [
    'xz',
    Buffer.from(
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AAjABtdAD2IiaaUYNm9v3CH1EWicRDTuuHXDWWnMAuAAAAAOidGuZ2LNnAAATckzvGCjB+2830BAAAAAARZWg==',
      'base64',
    ),
  ],
];

describe('packed files', () => {
  it.each(PACKED)('are unpacked: %s', async (_, content) => {
    expect(toNames(await readAll(files.write('events', content)))).toEqual(['a', 'b']);
  });

  it.each(PACKED)('are unpacked from a pipe that gives a byte at a time: %s', async (_, content) => {
    const bytes = [...content].map((byte) => Buffer.from([byte]));
    expect(toNames(await readAll('-', Readable.from(bytes)))).toEqual(['a', 'b']);
  });

  it.each(PACKED.filter(([name]) => name !== 'xz'))(
    'may be two, one behind the other: %s',
    async (_, content) => {
      const path = files.write('events', Buffer.concat([content, content]));
      expect(toNames(await readAll(path))).toEqual(['a', 'b', 'a', 'b']);
    },
  );

  it.each(PACKED)('that are cut off are told so, and left for another run: %s', async (name, content) => {
    const path = files.write('events', content.subarray(0, -9));
    await expect(readAll(path)).rejects.toMatchObject({
      message: expect.stringMatching(`its ${name} data is damaged or cut off`) as string,
      exitCode: 3,
    });
  });
});

const latin1 = Buffer.from('{"name":"José"}\n{"name":"Zoë"}\n', 'latin1');
const utf32 = Buffer.from([...'{"a":1}'].flatMap((character) => [character.charCodeAt(0), 0, 0, 0]));
const FOREIGN: [string, Buffer | string, RegExp][] = [
  ['a zip archive', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), /is a zip archive; unpack it first/],
  ['Parquet', 'PAR1\u0015\u0004', /is Parquet; export it as lines of JSON/],
  [
    'UTF-16 with a mark',
    Buffer.from('\uFEFF{"a":1}', 'utf16le'),
    /is UTF-16; convert .*iconv -f UTF-16 -t UTF-8/,
  ],
  ['UTF-16 without a mark', Buffer.from('{"a":1}', 'utf16le'), /is UTF-16LE; convert .*iconv -f UTF-16LE/],
  ['UTF-32 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), utf32]), /is UTF-32; convert/],
  ['UTF-32 without a mark', utf32, /is UTF-32LE; convert/],
  [
    'Latin-1',
    latin1,
    /is not UTF-8, perhaps Latin-1; convert it to UTF-8 first \(iconv -f LATIN1 -t UTF-8\)/,
  ],
  ['CSV', 'id,user_id,event\n1,2,3\n', /is a table \(CSV\); --csv reads those/],
];

describe('what is no text of JSON', () => {
  it.each(FOREIGN)('is recognised and told in a sentence: %s', async (_, content, message) => {
    const path = files.write('events', content);
    await expect(readAll(path)).rejects.toMatchObject({
      message: expect.stringMatching(message) as string,
      exitCode: 2,
    });
    await expect(checkSource(toFile(path), false)).rejects.toThrow(message);
  });

  it('is recognised inside of packed data', async () => {
    await expect(readAll(files.write('events', gzipSync(latin1)))).rejects.toThrow(/perhaps Latin-1/);
  });

  it('costs one line when the others are UTF-8: the line is rejected with all its bytes, never with other characters', async () => {
    const damaged = Buffer.from('{"name":"José"}', 'latin1');
    const path = files.write(
      'events',
      Buffer.concat([Buffer.from('{"messageId":"é"}\n'), damaged, Buffer.from('\n{"messageId":"b"}\n')]),
    );
    const found = await readAll(path);
    expect(toNames(found)).toEqual(['é', expect.stringContaining('not UTF-8'), 'b']);
    expect(found[1]?.read).toMatchObject({ base64: damaged.toString('base64') });
  });
});
