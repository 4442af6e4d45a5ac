import { noteOn, sendAsMigrated, type Message } from '../send-as-migrated';

const identify = (traits: object): Message => ({ type: 'identify', messageId: 'm-1', traits });
const group = (traits: object, groupId: string | undefined = 'g-1'): Message => ({
  type: 'group',
  messageId: 'm-2',
  groupId,
  traits,
});

/** The user properties that the one identification holds. */
async function propertiesOf(settings: Parameters<typeof sendAsMigrated>[0], traits: object) {
  const { identifications } = await sendAsMigrated(settings, identify(traits));
  expect(identifications).toHaveLength(1);
  return identifications[0]?.user_properties;
}

describe('traitsToIncrement', () => {
  it('adds the trait, text too, and sets the others', async () => {
    expect(
      await propertiesOf({ traitsToIncrement: ['logins', 'visits'] }, { logins: 1, visits: '2', plan: 'p' }),
    ).toEqual({
      $add: { logins: 1, visits: 2 },
      $set: { plan: 'p', id: 'user-1' },
    });
  });

  it('starts at 0 and counts up', async () => {
    const again = { ...identify({ logins: 2 }), messageId: 'm-9' };
    const { user } = await sendAsMigrated({ traitsToIncrement: ['logins'] }, identify({ logins: 1 }), again);
    expect(user?.properties.logins).toBe(3);
  });

  it('leaves a call without the trait plain', async () => {
    expect(await propertiesOf({ traitsToIncrement: ['logins'] }, { plan: 'p' })).toEqual({
      plan: 'p',
      id: 'user-1',
    });
  });
});

describe('traitsToSetOnce', () => {
  it('keeps the first value', async () => {
    const later = { ...identify({ signup: '2021' }), messageId: 'm-9' };
    const { user } = await sendAsMigrated(
      { traitsToSetOnce: ['signup'] },
      identify({ signup: '2020' }),
      later,
    );
    expect(user?.properties.signup).toBe('2020');
  });
});

describe('traitsToAppend', () => {
  it('puts the trait under $append', async () => {
    expect(await propertiesOf({ traitsToAppend: ['tags'] }, { tags: 'vip' })).toEqual({
      $append: { tags: 'vip' },
      $set: { id: 'user-1' },
    });
  });
});

describe('traitsToPrepend', () => {
  it('puts the trait under $prepend', async () => {
    expect(await propertiesOf({ traitsToPrepend: ['tags'] }, { tags: ['vip', 'beta'] })).toEqual({
      $prepend: { tags: ['vip', 'beta'] },
      $set: { id: 'user-1' },
    });
  });
});

describe('a trait in several lists', () => {
  it('goes by increment, set once, append, prepend, in this order', async () => {
    const settings = {
      traitsToPrepend: ['a', 'b', 'c', 'd'],
      traitsToAppend: ['a', 'b', 'c'],
      traitsToSetOnce: ['a', 'b'],
      traitsToIncrement: ['a'],
    };
    expect(await propertiesOf(settings, { a: 1, b: 2, c: 3, d: 4 })).toEqual({
      $add: { a: 1 },
      $setOnce: { b: 2 },
      $append: { c: 3 },
      $prepend: { d: 4 },
      $set: { id: 'user-1' },
    });
  });
});

describe('groupTypeTrait and groupValueTrait', () => {
  const settings = { groupTypeTrait: 'group_type', groupValueTrait: 'name' };

  it('tie the user to the group that the traits name, and give it their values', async () => {
    const traits = { group_type: 'Organization', name: 'ExampleCorp, LLC', employees: '20' };
    const sent = await sendAsMigrated(settings, group(traits));
    expect(sent.identifications).toEqual([
      expect.objectContaining({
        user_id: 'user-1',
        groups: { Organization: 'ExampleCorp, LLC' },
        user_properties: { Organization: 'ExampleCorp, LLC' },
      }),
    ]);
    expect(sent.groupIdentifications).toEqual([
      expect.objectContaining({
        group_type: 'Organization',
        group_value: 'ExampleCorp, LLC',
        group_properties: traits,
      }),
    ]);
  });

  it.each([
    ['the type is missing', settings, { name: 'X' }],
    ['the value is missing', settings, { group_type: 'Organization' }],
    ['they are not configured', {}, { group_type: 'Organization', name: 'X' }],
    ['only one is configured', { groupTypeTrait: 'group_type' }, { group_type: 'Organization', name: 'X' }],
  ])('fall back to [Segment] Group without properties when %s', async (_, given, traits) => {
    const sent = await sendAsMigrated(given, group(traits));
    expect(sent.identifications.map(({ groups }) => groups)).toEqual([{ '[Segment] Group': 'g-1' }]);
    expect(sent.paths).toEqual(['/identify']);
  });

  it('send nothing for a call without a group id', async () => {
    const nameless = { type: 'group', messageId: 'm-2', traits: { group_type: 'Organization', name: 'X' } };
    expect((await sendAsMigrated(settings, nameless)).paths).toEqual([]);
  });

  it('are noted as incomplete when one is missing', () => {
    expect(noteOn('groupTypeTrait', { groupTypeTrait: 'group_type' })?.effect).toBe('needs_you');
  });
});
