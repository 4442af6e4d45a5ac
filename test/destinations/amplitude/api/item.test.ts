import { toOrderKeys, encodeItems } from '../../../../src/destinations/amplitude/api/item';

describe(encodeItems, () => {
  it('numbers items on from those before and remembers their payload', () => {
    const item = { endpoint: 'httpapi' as const, object: { a: 1 } };
    const places = encodeItems([item, item], 7, 3).map(({ index, payloadIndex }) => [index, payloadIndex]);
    expect(places).toEqual([
      [3, 7],
      [4, 7],
    ]);
  });

  it('counts the bytes of the UTF-8 that goes out, JSON for events and form text for the rest', () => {
    const object = { name: 'é' };
    const [event, identification] = encodeItems(
      [
        { endpoint: 'batch', object },
        { endpoint: 'identify', object },
      ],
      0,
      0,
    );
    expect(event).toMatchObject({ encoded: '{"name":"é"}', bytes: 13 });
    expect(identification).toMatchObject({
      encoded: '%7B%22name%22%3A%22%C3%A9%22%7D',
      bytes: 31,
    });
  });
});

describe(toOrderKeys, () => {
  it('shares a key with what has the same payload, user, device or group', () => {
    const items = encodeItems(
      [
        { endpoint: 'httpapi', object: { user_id: 'user-1', device_id: 'device-1' } },
        { endpoint: 'groupidentify', object: { group_type: 'company', group_value: 'Acme' } },
      ],
      0,
      0,
    );
    expect(items.map(toOrderKeys)).toEqual([
      ['payload 0', 'user user-1', 'device device-1'],
      ['payload 0', 'group company Acme'],
    ]);
  });
});
