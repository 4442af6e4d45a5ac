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

  it('describes a field that actions share once, and links to it from each of them', () => {
    const text = fieldsDoc(amplitudeDestination);
    expect(text.match(/^\| `device_id` \|/gm)).toHaveLength(1);
    expect(text.match(/\(#every-action-but-map-user\): .*`device_id`/g)).toHaveLength(5);
  });

  it('describes a field of one key in each action that means something else by it', () => {
    expect(fieldsDoc(amplitudeDestination).match(/^\| `user_id` /gm)).toHaveLength(2);
  });
});
