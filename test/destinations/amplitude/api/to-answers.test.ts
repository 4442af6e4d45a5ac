import {
  APIError,
  ActionDestinationErrorResponse,
  InvalidAuthenticationError,
  MultiStatusResponse,
  PayloadValidationError,
  RetryableError,
} from '@segment/actions-core';
import {
  foldResults,
  toError,
  toMultiStatus,
  toRefusal,
  unwrap,
} from '../../../../src/destinations/amplitude/api/to-answers';
import type { Result } from '../../../../src/destinations/amplitude/api/delivery-state';
import type { EncodedItem } from '../../../../src/destinations/amplitude/api/item';
import { toRedactor } from '../../../../src/destinations/amplitude/api/redact';
import { API_KEY, SECRET_KEY } from '../../../send-events';
import { toTestItems } from './to-test-items';

const items = toTestItems([{ n: 1 }, { n: 2 }]);
const delivered = { status: 200, message: 'Delivered.', body: { code: 200 }, isSent: true };
const throttled = { status: 429, message: 'Throttled.', body: { code: 429 }, isSent: true };
const refused = { status: 400, message: 'Refused.', body: { code: 400 }, isSent: true };
const unsent = { status: 503, message: 'Not sent.', isSent: false };
const bothEvents = { events: [{ n: 1 }, { n: 2 }] };

const redactor = toRedactor({ apiKey: API_KEY, secretKey: SECRET_KEY });
const fold = (...[given, results]: [EncodedItem[], Result[]]) => foldResults(given, results, redactor);

describe(foldResults, () => {
  it('answers 200 with the events and the body of Amplitude when all were delivered', () => {
    expect(fold(items, [delivered, delivered])).toEqual({
      status: 200,
      sent: bothEvents,
      body: { code: 200 },
    });
  });

  it('answers with the refusal, before what may be tried again, and says how many were delivered', () => {
    expect(fold(items, [throttled, refused])).toEqual({
      status: 400,
      errormessage: 'Refused. (0 of the 2 requests or events of this call were delivered.)',
      sent: bothEvents,
      body: { code: 400 },
    });
  });

  it('answers with what may be tried again, before what was delivered', () => {
    expect(fold(items, [delivered, throttled])).toMatchObject({
      status: 429,
      errormessage: 'Throttled. (1 of the 2 requests or events of this call were delivered.)',
    });
  });

  it('says the message alone of a single event', () => {
    expect(fold(items.slice(0, 1), [refused])).toMatchObject({ errormessage: 'Refused.' });
  });

  it('has neither sent nor body when nothing went out', () => {
    expect(fold(items.slice(0, 1), [unsent])).toEqual({ status: 503, errormessage: 'Not sent.' });
  });

  it('tells what was sent without the keys, wherever they stand in it', () => {
    const [item] = toTestItems([
      { event_properties: { key: API_KEY, list: [`x${SECRET_KEY.toUpperCase()}x`] } },
    ]);
    const answer = fold(item ? [item] : [], [delivered]);
    expect(answer.sent).toEqual({
      events: [{ event_properties: { key: '<redacted>', list: ['x<redacted>x'] } }],
    });
  });

  it('answers 200 for a payload with nothing to send', () => {
    expect(fold([], [])).toEqual({
      status: 200,
      sent: { events: [] },
      body: 'Skipped: nothing to send.',
    });
  });
});

describe(toRefusal, () => {
  it('passes on the reason of a payload that was refused', () => {
    expect(toRefusal(new PayloadValidationError('No id.'))).toEqual({
      status: 400,
      errortype: 'PAYLOAD_VALIDATION_FAILED',
      errormessage: 'No id.',
    });
  });

  it('makes an answer of any other error', () => {
    expect(toRefusal(new TypeError('x is not a string'))).toMatchObject({
      status: 400,
      errormessage: 'The event could not be mapped for Amplitude: x is not a string',
    });
  });
});

describe(toMultiStatus, () => {
  it('keeps the order of the payloads', () => {
    const response = toMultiStatus([fold(items, [delivered, delivered]), fold(items, [refused, refused])]);
    expect(response).toBeInstanceOf(MultiStatusResponse);
    const answers = response.getAllResponses();
    expect(answers.map((answer) => answer.value().status)).toEqual([200, 400]);
    expect(answers[1]).toBeInstanceOf(ActionDestinationErrorResponse);
  });
});

describe(toError, () => {
  it.each([408, 423, 429, 500, 502, 503, 504])('makes an error of %i that may be tried again', (status) => {
    const error = toError(status, 'Later.');
    expect(error).toBeInstanceOf(RetryableError);
    expect(error).toMatchObject({ status, message: 'Later.' });
  });

  it('makes the framework’s own error of 401', () => {
    expect(toError(401, 'Wrong key.')).toBeInstanceOf(InvalidAuthenticationError);
  });

  it.each([400, 403, 404, 413, 520])('keeps the status of %i', (status) => {
    const error = toError(status, 'No.');
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ status, message: 'No.' });
  });
});

describe(unwrap, () => {
  it('returns what was delivered', () => {
    const answer = fold(items, [delivered, delivered]);
    expect(unwrap(answer)).toBe(answer);
  });

  it('throws a refusal of ours as a validation error, and one of Amplitude with its status', () => {
    const ours = toRefusal(new PayloadValidationError('No id.'));
    expect(() => unwrap(ours)).toThrow(new PayloadValidationError('No id.'));
    expect(() => unwrap({ status: 403, errormessage: 'Forbidden.' })).toThrow(
      new APIError('Forbidden.', 403),
    );
  });
});
