import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsDoc } from '../../scripts/fields-doc';
import amplitudeDestination from '../../src';

describe(fieldsDoc, () => {
  it('says what docs/fields.md says: else run npm run docs:fields', () => {
    const written = readFileSync(join(__dirname, '../../docs/fields.md'), 'utf8');
    expect(written).toBe(fieldsDoc(amplitudeDestination));
  });

  it.each([
    ['the first of two paths', '`$.context.device.id ?? $.anonymousId`'],
    ['a path that may be blank', '`$.timestamp unless blank`'],
    ['an object key by key', '`utm_source: $.context.campaign.source`<br>`utm_medium:'],
    ['a required field', '| `event_type` \\* |'],
    ['a field for the host alone', 'Message ID (hidden)'],
  ])('writes %s the way a person says it', (_what, text) => {
    expect(fieldsDoc(amplitudeDestination)).toContain(text);
  });
});
