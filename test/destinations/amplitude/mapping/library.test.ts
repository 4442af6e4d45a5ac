import { collectNotices } from './collect-notices';
import { toLibrary } from '../../../../src/destinations/amplitude/mapping/library';

describe(toLibrary, () => {
  it.each([
    ['the mapped name', { behavior: 'use_mapping', mapping: 'analytics-ios' }, 'analytics-ios'],
    ['segment for an empty mapping', { behavior: 'use_mapping', mapping: '' }, 'segment'],
    ['segment for a blank mapping', { behavior: 'use_mapping', mapping: '  ' }, 'segment'],
    ['segment for a missing mapping', { behavior: 'use_mapping' }, 'segment'],
    ['segment when automatic', { behavior: 'auto', mapping: 'analytics-ios' }, 'segment'],
    ['segment without the field', undefined, 'segment'],
    ['segment for null', null, 'segment'],
    ['segment without a behavior', { mapping: 'analytics-ios' }, 'segment'],
    ['segment for a behavior of null', { behavior: null, mapping: 'analytics-ios' }, 'segment'],
    ['segment for nothing', {}, 'segment'],
  ])('answers %s', (_title, source, expected) => {
    expect(toLibrary(source, [])).toBe(expected);
  });

  it.each(['analytics-ios', ['analytics-ios']])('tells of %p, which is no object', (source) => {
    const { value, fields } = collectNotices((notices) => toLibrary(source, notices));
    expect([value, ...fields]).toEqual(['segment', 'library2']);
  });
});
