import { toRedactor } from '../../../../src/destinations/amplitude/api/redact';
import { API_KEY, SECRET_KEY, toSettings } from '../../../send-events';

const redactor = toRedactor(toSettings());

describe(toRedactor, () => {
  it('takes both keys out of text, plain and as Basic credentials', () => {
    const basic = Buffer.from(`${API_KEY}:${SECRET_KEY}`).toString('base64');
    expect(redactor.text(`a ${API_KEY} b ${SECRET_KEY} c ${basic} d`)).toBe(
      'a <redacted> b <redacted> c <redacted> d',
    );
  });

  it('takes out a key as a URL and as JSON spell it', () => {
    const odd = toRedactor(toSettings({ apiKey: 'k/e"y', secretKey: 's ecret' }));
    expect(odd.text('k%2Fe%22y and s%20ecret and {"error":"k/e\\"y"}')).toBe(
      '<redacted> and <redacted> and {"error":"<redacted>"}',
    );
  });

  it('takes out whatever follows "Invalid API key", even another key', () => {
    expect(redactor.text('Invalid API key: 0123abcd')).toBe('Invalid API key');
    expect(redactor.body('{"code":400,"error":"Invalid API key: 0123abcd"}')).toEqual({
      code: 400,
      error: 'Invalid API key',
    });
  });

  it('leaves JSON intact around a refused key in quotes', () => {
    expect(redactor.body('{"error":"Invalid API key: \\"0123\\"","code":400}')).toEqual({
      error: 'Invalid API key',
      code: 400,
    });
  });

  it('parses JSON bodies and leaves other bodies as text', () => {
    expect(redactor.body(`{"error":"no ${API_KEY}"}`)).toEqual({ error: 'no <redacted>' });
    expect(redactor.body('success')).toBe('success');
    expect(redactor.body('[1]')).toBe('[1]');
  });

  it('cuts very long bodies short', () => {
    expect(redactor.body('x'.repeat(20_000))).toHaveLength(16_384);
    const list = Array.from({ length: 10_000 }, (_, index) => index);
    const long = JSON.stringify({ code: 400, error: 'Bad', events_with_invalid_fields: { time: list } });
    expect(redactor.body(long)).toEqual({ code: 400, error: 'Bad' });
  });

  it('does not mind an empty key', () => {
    expect(toRedactor(toSettings({ apiKey: '', secretKey: '' })).text('abc')).toBe('abc');
  });
});
