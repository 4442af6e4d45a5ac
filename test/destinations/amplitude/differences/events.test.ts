import type { JSONObject, JSONValue } from '@segment/actions-core';
import { amplitudePresets, presetEventType } from './preset-event-type';
import { describeDifferences, track, type SendDifference } from './describe-differences';

const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const LINUX =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** The one event that this becomes through the mapping that Segment stores, and the names of the notices. */
async function read(send: SendDifference, parts: object, override: JSONObject = {}) {
  const { objects, notices } = await send('logEventV2', track(parts), override, 'saved');
  return { event: objects[0] ?? {}, notices };
}
const session = (session_id: JSONValue) => ({ integrations: { 'Actions Amplitude': { session_id } } });

describeDifferences('Events', {
  'Only documented keys leave': async (send) => {
    const { event } = await read(send, { properties: { products: [{ sku: 'a' }] } });
    expect(Object.keys(event)).not.toEqual(expect.arrayContaining(['products']));
    expect(event).not.toHaveProperty('use_batch_endpoint');
  },
  'Whatever is left out is told': async (send) => {
    expect((await read(send, { context: { location: { latitude: 'N/A' } } })).notices).toEqual([
      'number_unreadable',
    ]);
  },
  'What Amplitude cuts is told': async (send) => {
    const { event, notices } = await read(send, { properties: { text: 'x'.repeat(1025) } });
    expect(event.event_properties).toEqual({ text: 'x'.repeat(1025) });
    expect(notices).toEqual(['cut_by_amplitude']);
    expect((await read(send, { properties: { text: 'x'.repeat(1024) } })).notices).toEqual([]);
  },
  'A page or screen without a name': async () => {
    expect(amplitudePresets).toContain('Page Calls');
    expect(await presetEventType('page')).toBe('Loaded a Page');
    expect(await presetEventType('screen')).toBe('Loaded a Screen');
  },
  'A switched-off integration does not refuse the event': async (send) => {
    const { event, notices } = await read(send, { integrations: { 'Actions Amplitude': false } });
    expect(event).not.toHaveProperty('session_id');
    expect(notices).toEqual([]);
  },
  'A session id that is no time does not refuse the event': async (send) => {
    const { event, notices } = await read(send, session('9oFMfS90aH1gLZUS'));
    expect(event).not.toHaveProperty('session_id');
    expect(notices).toEqual(['session_unreadable']);
  },
  'A session id of 10 digits is in seconds': async (send) => {
    expect((await read(send, session(1_618_244_000))).event.session_id).toBe(1_618_244_000_000);
  },
  'A session id of -1 stays': async (send) => {
    for (const none of [-1, '-1']) expect((await read(send, session(none))).event.session_id).toBe(-1);
  },
  'A time is told by its size, or read as a date': async (send) => {
    for (const timestamp of ['1634400027', '1634400027000', '1634400027000000', '2021-10-16T16:00:27Z']) {
      expect((await read(send, { timestamp })).event.time).toBe(1_634_400_027_000);
    }
  },
  'A date without a zone is UTC': async (send) => {
    expect((await read(send, { timestamp: 'Nov 1, 2026 10:00' })).event.time).toBe(1_793_527_200_000);
  },
  'A time that cannot be read is left out': async (send) => {
    for (const timestamp of ['2026-02-30T00:00:00Z', '0001-01-01T00:00:00Z', 'soon']) {
      const { event, notices } = await read(send, { timestamp });
      expect(event).not.toHaveProperty('time');
      expect(notices).toEqual(['time_unreadable']);
    }
  },
  'A latitude that is no number does not refuse the event': async (send) => {
    const { event } = await read(send, { context: { location: { latitude: 'N/A', longitude: '9' } } });
    expect(event).not.toHaveProperty('location_lat');
    expect(event).toMatchObject({ location_lng: 9 });
  },
  'An event id that is no whole number does not refuse the event': async (send) => {
    const { event, notices } = await read(send, {}, { event_id: '1.5' });
    expect(event).not.toHaveProperty('event_id');
    expect(notices).toEqual(['number_unreadable']);
  },
  'An object as locale': async (send) => {
    const { objects } = await send('logEventV2', track({ context: { locale: { language: 'en-us' } } }));
    expect(objects[0]).toMatchObject({ language: 'en-us' });
  },
  '`library2` without a behavior': async (send) => {
    const without: JSONObject[] = [{}, { mapping: 'x' }, { behavior: null }];
    for (const library2 of without) {
      expect((await read(send, {}, { library2 })).event.library).toBe('segment');
    }
  },
  'A library without a name': async (send) => {
    expect((await read(send, {})).event.library).toBe('segment');
  },
  'OS name and OS version are one pair': async (send) => {
    const { event } = await read(send, { context: { userAgent: MAC } });
    expect(event).toMatchObject({ os_name: 'Mac OS', os_version: '10.15.7' });
  },
  'A processor is no version': async (send) => {
    const { event } = await read(send, { context: { userAgent: LINUX } });
    expect(event).toMatchObject({ os_name: 'Linux' });
    expect(event).not.toHaveProperty('os_version');
  },
  'The newest user agent parser; a desktop Mac stays as it is': async (send) => {
    const { event } = await read(send, { context: { userAgent: MAC } });
    expect(event).toMatchObject({ device_model: 'Mac OS' });
    expect(event).not.toHaveProperty('device_manufacturer');
  },
  'No `device_type`': async (send) => {
    expect((await read(send, { context: { userAgent: MAC } })).event).not.toHaveProperty('device_type');
  },
  '`ios` and `android` as whole words': async (send) => {
    for (const [type, platform] of [['kiosk', 'kiosk'], ['ios', 'iOS'], ['ANDROID', 'Android']]) {
      expect((await read(send, { context: { device: { type } } })).event.platform).toBe(platform);
    } // prettier-ignore
  },
  'Field `userAgentBrowserAsOs`, off by default': async (send) => {
    const { event } = await read(send, { context: { userAgent: MAC } }, { userAgentBrowserAsOs: true });
    expect(event).toMatchObject({ os_name: 'Chrome', os_version: '131' });
  },
  'Fields `skip_user_properties_sync`, `plan`, `partner_id`, `ingestion_metadata` and `android_app_set_id`':
    async (send) => {
      const keys = {
        plan: { branch: 'main', version: '3' },
        partner_id: 'p9',
        ingestion_metadata: { source_name: 'loader' },
        android_app_set_id: 'set-1',
      };
      const { event, notices } = await read(send, {}, { ...keys, skip_user_properties_sync: true });
      expect(event).toMatchObject({ ...keys, $skip_user_properties_sync: true });
      expect(notices).toEqual([]);
    },
  'Field `skip`': async (send) => {
    const { objects } = await send('logEventV2', track(), { skip: true }, 'saved');
    expect(objects).toEqual([]);
  },
});
