import { toLibrary } from '../../../../src/destinations/amplitude/mapping/library';

describe(toLibrary, () => {
  it.each([
    ['the mapped name', { behavior: 'use_mapping', mapping: 'analytics-ios' }, 'analytics-ios'],
    ['segment for an empty mapping', { behavior: 'use_mapping', mapping: '' }, 'segment'],
    ['segment for a blank mapping', { behavior: 'use_mapping', mapping: '  ' }, 'segment'],
    ['segment for a missing mapping', { behavior: 'use_mapping' }, 'segment'],
    ['segment when automatic', { behavior: 'auto', mapping: 'analytics-ios' }, 'segment'],
    ['segment without the field', undefined, 'segment'],
  ])('answers %s', (_title, source, expected) => {
    expect(toLibrary(source)).toBe(expected);
  });
});
