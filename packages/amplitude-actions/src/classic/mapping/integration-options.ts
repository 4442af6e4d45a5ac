import { path } from 'segment-actions-amplitude/api';
import { firstNotBlank, whenNotBlank, type MappingValue } from './directives';

/** Where events carry options for Amplitude Classic. Events keep them there after the migration. */
const OPTIONS = '$.integrations.Amplitude';

/** An option of `integrations.Amplitude`, by any of its spellings: Classic looked keys up in any case. */
export function classicOption(...spellings: [string, ...string[]]): MappingValue {
  const [first, ...others] = spellings.map((spelling) => path(`${OPTIONS}.${spelling}`));
  return firstNotBlank(first ?? null, ...others);
}

/** The same for a number that may be 0: what exists counts, not what is blank. */
export function classicNumber(first: string, second: string): MappingValue {
  const [one, other] = [path(`${OPTIONS}.${first}`), path(`${OPTIONS}.${second}`)];
  return { '@if': { exists: one, then: one, else: other } };
}

/** Groups by type, set on the event or the user alone: `{ groups: { company: "Acme" } }`. */
export const groupsOption = classicOption('groups');

/** -1 out of any session, else the id of a session plugin, else Classic's own option. */
export const sessionId: MappingValue = whenNotBlank(
  classicOption('outOfSession', 'out_of_session'),
  -1,
  firstNotBlank(
    path('$.integrations.Actions Amplitude.session_id'),
    classicOption('session_id', 'sessionId'),
  ),
);

/**
 * For the field `skip`: true when the event says `integrations: { Amplitude: false }`, or when `needed` is given and
 * blank. `false` is the one value that exists and is blank too.
 */
export function skipUnless(needed?: MappingValue): MappingValue {
  const neededIsMissing = needed === undefined ? undefined : { '@if': { blank: needed, else: true } };
  return {
    '@if': {
      exists: path(OPTIONS),
      then: {
        '@if': { blank: path(OPTIONS), ...(neededIsMissing && { then: neededIsMissing }), else: true },
      },
      ...(neededIsMissing && { else: neededIsMissing }),
    },
  };
}
