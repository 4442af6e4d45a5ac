import { createAmplitudeDestination, type DestinationOptions, type Settings } from '../../src';
import {
  fieldSet,
  type PayloadOf,
  type everyEvent,
  type identity,
  type operations,
  type purchase,
} from '../../src/destinations/amplitude/fields';

/**
 * Payload types follow from the fields. The assertions are for the compiler, which compile-types.test.ts
 * runs: each line compiles, or does not where it says so.
 */
type EveryEvent = PayloadOf<typeof everyEvent>;
type Purchase = PayloadOf<typeof purchase>;

/** Compiles only when the two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Statement extends true>(): Statement | true => true;

describe('the payload of a set of fields', () => {
  it('has a required key for a required field, and an optional one for any other', () => {
    const smallest: EveryEvent = { event_type: 'Opened' };
    expect(smallest).toEqual({ event_type: 'Opened' });
    // @ts-expect-error event_type is required.
    const none: EveryEvent = {};
    expect(none).toEqual({});
  });

  it('is null only where the field allows it', () => {
    const nullable: PayloadOf<typeof identity> = { user_id: null };
    expect(nullable.user_id).toBeNull();
    // @ts-expect-error device_id is not nullable.
    const refused: PayloadOf<typeof identity> = { device_id: null };
    expect(refused.device_id).toBeNull();
  });

  it('has the types that the schema lets through', () => {
    const all = [
      holds<Same<EveryEvent['event_type'], string>>(),
      holds<Same<EveryEvent['time'], string | undefined>>(),
      holds<Same<EveryEvent['location_lat'], string | undefined>>(),
      holds<Same<EveryEvent['event_id'], string | undefined>>(),
      holds<Same<EveryEvent['use_batch_endpoint'], boolean | undefined>>(),
      holds<Same<EveryEvent['min_id_length'], number | null | undefined>>(),
      holds<Same<Purchase['price'], string | undefined>>(),
    ];
    expect(all).not.toContain(false);
  });

  it('knows the keys inside an object, and takes others only where the field does', () => {
    const library: EveryEvent['library2'] = { behavior: 'auto' };
    const products: Purchase['products'] = [{ name: 'Uno', anything: { nested: [1] } }];
    const add: PayloadOf<typeof operations>['add'] = { friendCount: 1 };
    expect([library, products, add]).toHaveLength(3);
    // @ts-expect-error library2 has no such key.
    const unknown: EveryEvent['library2'] = { behavior: 'auto', other: 1 };
    // @ts-expect-error products is a list.
    const single: Purchase['products'] = { name: 'Uno' };
    expect([unknown, single]).toHaveLength(2);
  });

  it('is a list for a field with many values', () => {
    const fields = fieldSet({
      tags: { label: 'Tags', type: 'string', multiple: true, description: 'Tags.' },
    });
    const payload: PayloadOf<typeof fields> = { tags: ['a'] };
    expect(Object.keys(payload)).toEqual(Object.keys(fields));
  });
});

describe('the public types', () => {
  it('ask for both keys, and let the region be absent', () => {
    const settings: Settings = { apiKey: 'key', secretKey: 'secret' };
    expect(settings.endpoint).toBeUndefined();
    // @ts-expect-error secretKey is required.
    const half: Settings = { apiKey: 'key' };
    expect(half).toEqual({ apiKey: 'key' });
  });

  it('know the options of a host, and no others', () => {
    const options: DestinationOptions = { baseUrl: 'http://127.0.0.1:4000', gzip: true };
    // @ts-expect-error a customer's setting is not an option of the host.
    const unknown: DestinationOptions = { apiKey: 'key' };
    expect([options, unknown].map((each) => createAmplitudeDestination(each).name)).toEqual([
      'Amplitude',
      'Amplitude',
    ]);
  });
});
