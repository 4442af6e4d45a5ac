import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from './describe-differences';

/** Where each row is tested: the file, and words of the title of the test. */
const DELIVERY: Record<string, [file: string, title: string]> = {
  '`performBatch` on all six actions': ['groupIdentifyUser/index.test.ts', 'sends a batch in one request to each endpoint'],
  'An answer for each event': ['every-event-action.test.ts', 'answers in a batch for the bad event alone and delivers the others'],
  'A purchase with one refused product still delivers the rest': ['logPurchase/index.test.ts', 'refuses an order of which Amplitude refuses one product, and delivers the rest'],
  "Errors hold a status and Amplitude's reason, never a key": ['leak.test.ts', 'keeps the keys to itself after a %i with %p'],
  "A 200 that is not Amplitude's is no delivery": ['delivery/odd-answers.test.ts', 'asks for another try after %s'],
  'No redirect is followed': ['api/framework-transport.test.ts', 'answers with a redirect as it is, and follows none'],
  'A 200 that took no events is no delivery': ['delivery/odd-answers.ts', 'no events ingested'],
  'An order of 900 products or more that is throttled goes to the batch endpoint': ['delivery/over-rate.test.ts', 'of %i arrives whole'],
  'Of more than 900 throttled events of one user the first 900 are sent again at once': ['delivery/over-rate.test.ts', 'are answered with what keeps them, and hold nobody else back'],
  'An unknown region is an error': ['api/deliver-payloads.test.ts', 'answers 400 for each payload of a region that does not exist'],
  "`onDelete` returns Amplitude's job": ['delivery/odd-answers.test.ts', 'returns the job that Amplitude made'],
  'A 200 that took fewer events is reported': ['error-answers.test.ts', 'tells the host when Amplitude took fewer events than it was sent'],
  "The definition's name has no space": ['index.test.ts', 'has a name that the framework can build a schema URI from'],
}; // prettier-ignore

const SESSIONS: typeof DELIVERY = {
  'An event that opts out is not touched': ['sessionPlugin/index.test.ts', 'the event opted out of everything'],
  'Other options stay, and so does a `session_id` that is there': ['sessionPlugin/index.test.ts', 'the event has a session id'],
  'Session events go to Amplitude alone': ['sessionPlugin/session-events.test.ts', 'go to Amplitude alone'],
  'The end event carries the id of the session that ended; without an earlier session there is none': ['sessionPlugin/session-events.test.ts', 'mark the end of the old session, then the start of the new one'],
  'A `sessionLength` of 0 or less is the default': ['sessionPlugin/session-options.test.ts', 'falls back to the default length for %p'],
}; // prettier-ignore

describe.each([
  ['Delivery', DELIVERY],
  ['Session plugin', SESSIONS],
])('%s', (section, rows) => {
  it('has a test for each row', () => {
    expect(Object.keys(rows).sort()).toEqual(rowsOf(section).sort());
  });

  it.each(Object.entries(rows))('%s: the test is there, and runs', (_row, [file, title]) => {
    const text = readFileSync(join(__dirname, '..', file), 'utf8');
    expect(text).toContain(title);
    // A test that is skipped shows nothing.
    expect(text).not.toMatch(/\b(?:it|describe)\.(?:skip|todo|only)\b/);
  });
});
