import { toRedactor } from '../../../../src/destinations/amplitude/api/redact';
import { toReason } from '../../../../src/destinations/amplitude/api/to-reason';
import { toSettings } from '../../../send-events';

const redactor = toRedactor(toSettings());

describe(toReason, () => {
  it.each([
    ['the error of a JSON body', '{"error":"Invalid event JSON"}', 'Invalid event JSON.'],
    ['a plain text', 'Slow down.', 'Slow down.'],
    ['the status for a web page', '<html>502</html>', 'status 502.'],
    ['the status for an empty body', ' ', 'status 502.'],
    ['the status for JSON without an error', '{"code":502}', 'status 502.'],
    ['200 characters of a long text', 'x'.repeat(500), `${'x'.repeat(200)}.`],
    ['the status for what is binary', '\u0000\u0001PNG', 'status 502.'],
    ['the status for text in another encoding', 'caf\uFFFD', 'status 502.'],
    ['one line, whatever the lines of the text', 'Slow\r\n  down', 'Slow down.'],
  ])('is %s', (_title, text, expected) => {
    expect(toReason({ status: 502, text }, redactor)).toBe(expected);
  });
});
