import { readdirSync } from 'node:fs';
import { compileTypes } from './compile-types';

/** Jest compiles one file at a time and checks no type: the tests of types need the compiler. */
const files = readdirSync(__dirname)
  .filter((name) => name.endsWith('-types.test.ts'))
  .map((name) => `test/types/${name}`);

const IDENTITY = 'src/destinations/amplitude/fields/identity.ts';
const PAYLOAD_TYPES = 'test/types/payload-types.test.ts';

describe('the tests of types', () => {
  it('compile, and do not where they say so', () => {
    expect(files).toContain(PAYLOAD_TYPES);
    expect(compileTypes(files)).toEqual([]);
  });

  it('notice a field that may no longer be null', () => {
    const edit = { file: IDENTITY, from: '    allowNull: true,\n', to: '' };
    expect(compileTypes([PAYLOAD_TYPES], edit)).toContainEqual(
      expect.stringContaining("'null' is not assignable"),
    );
  });
});
