import { toRedactor } from '../../../../src/destinations/amplitude/api/redact';
import { API_KEY, SECRET_KEY, toSettings } from '../../../send-events';

const redactor = toRedactor(toSettings());
const bodyOf = (text: string) => {
  let json: unknown;
  try {
    json = JSON.parse(text) as unknown;
  } catch {
    json = undefined;
  }
  return redactor.body({ text, json });
};

describe(toRedactor, () => {
  it('takes both keys out of text, plain and as Basic credentials', () => {
    const basic = Buffer.from(`${API_KEY}:${SECRET_KEY}`).toString('base64');
    expect(redactor.text(`a ${API_KEY} b ${SECRET_KEY} c ${basic} d`)).toBe(
      'a <redacted> b <redacted> c <redacted> d',
    );
  });

  it.each([
    ['upper case', 'K/E"Y Ü\\1'],
    ['a URL', 'k%2Fe%22y%20%C3%BC%5C1'],
    ['a URL in lower case', 'k%2fe%22y%20%c3%bc%5c1'],
    ['a URL within a URL', 'k%252Fe%2522y%2520%25C3%25BC%255C1'],
    ['a URL that escapes every letter', '%6b%2F%65%22%79%20%C3%BC%5C%31'],
    ['a form', 'k%2Fe%22y+%C3%BC%5C1'],
    ['JSON', 'k/e\\"y ü\\\\1'],
    ['JSON that escapes slashes and letters', 'k\\/e\\u0022\\u0079 \\u00fc\\u005c1'],
    ['JSON within JSON', 'k\\\\/e\\\\\\"y \\\\u00FC\\\\\\\\1'],
  ])('takes out a key as spelled in %s', (_title, spelling) => {
    const odd = toRedactor(toSettings({ apiKey: 'k/e"y ü\\1' }));
    expect(odd.text(`before ${spelling} after`)).toBe('before <redacted> after');
  });

  it('takes out the longer key where one is a part of the other', () => {
    const nested = toRedactor(toSettings({ apiKey: 'abcdef', secretKey: 'abcdef0123' }));
    expect(nested.text('abcdef0123 abcdef')).toBe('<redacted> <redacted>');
  });

  it.each(['', 's', '200', 'error'])(
    'does not search for the key %p, which is a part of words',
    (secretKey) => {
      const short = toRedactor(toSettings({ secretKey }));
      expect(short.text('success, error 200')).toBe('success, error 200');
    },
  );

  it('does not mind a host that gave no keys', () => {
    expect(toRedactor(toSettings({ apiKey: '', secretKey: '' })).text('abc')).toBe('abc');
    const none = { apiKey: undefined, secretKey: undefined } as object as Parameters<typeof toRedactor>[0];
    expect(toRedactor(none).text('abc')).toBe('abc');
  });

  it('takes out whatever follows "Invalid API key", even another key', () => {
    expect(redactor.text('Invalid API key: 0123abcd')).toBe('Invalid API key');
    expect(bodyOf('{"code":400,"error":"Invalid API key: \\"0123abcd\\""}')).toEqual({
      code: 400,
      error: 'Invalid API key',
    });
  });

  it('parses JSON bodies and leaves other bodies as text', () => {
    expect(bodyOf(`{"error":"no ${API_KEY}"}`)).toEqual({ error: 'no <redacted>' });
    expect(bodyOf(`{"a":[{"${API_KEY}":"x"}]}`)).toEqual({ a: [{ '<redacted>': 'x' }] });
    expect(bodyOf('success')).toBe('success');
    expect(bodyOf('[1]')).toBe('[1]');
  });

  it('cuts very long bodies short, but tells what they are about', () => {
    expect(bodyOf('x'.repeat(20_000))).toHaveLength(16_384);
    const list = Array.from({ length: 10_000 }, (_, index) => index);
    const long = JSON.stringify({ code: 400, error: 'Bad', throttled_events: list });
    expect(bodyOf(long)).toEqual({ code: 400, error: 'Bad', throttled_events: list.slice(0, 20) });
  });

  it('ends with an answer of any depth', () => {
    const deep = `${'{"a":['.repeat(2000)}1${']}'.repeat(2000)}`;
    expect(JSON.stringify(bodyOf(deep)).length).toBeLessThan(1000);
  });

  it('takes no more than linear time for text made to stop it', () => {
    for (const piece of ['\\', '%25', '7b0f9c1d52e84a36b1c4d8e2f5a6930', 'invalid api ']) {
      const hostile = piece.repeat(Math.ceil(300_000 / piece.length));
      expect(redactor.text(hostile)).toBe(hostile);
    }
  });
});
