import {
  at,
  createApp,
  kill,
  MINUTE,
  NOW,
  Phone,
  sessionsOn,
  startApp,
  summary,
  usePhone,
} from './start-app';

usePhone();

const withEvents = { triggerSessionEvents: true };

/** The next run of an app, an hour later. */
const HOUR = 60 * MINUTE;

describe('the client’s own queue, replayed by the run after the app was killed', () => {
  it('has the events with the session they had, and ends that session only with the next event', async () => {
    const phone = new Phone();
    const first = await startApp(phone, withEvents, 'queued');
    await first.client.identify('A');
    await first.client.track('Before');
    await kill(phone, first);

    at(NOW + HOUR);
    const second = await startApp(phone, withEvents, 'queued');
    const replayed = await second.uploaded();
    expect(summary(replayed)).toEqual([
      ['session_started', NOW - 1],
      ['identify', NOW - 1],
      ['Before', NOW - 1],
    ]);
    await second.client.track('After');
    const added = await second.uploaded();
    expect(summary(added)).toEqual([
      ['session_ended', NOW - 1],
      ['session_started', NOW + HOUR - 1],
      ['After', NOW + HOUR - 1],
    ]);
    const ids = [...replayed, ...added].map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(6);
  });

  it('is uploaded once, also when the app is killed again before it is uploaded', async () => {
    const phone = new Phone();
    const first = await startApp(phone, withEvents, 'queued twice');
    await first.client.track('Before');
    await kill(phone, first);
    at(NOW + HOUR);
    await kill(phone, await startApp(phone, withEvents, 'queued twice'));
    const third = await startApp(phone, withEvents, 'queued twice');
    expect(summary(await third.uploaded())).toEqual([
      ['session_started', NOW - 1],
      ['Before', NOW - 1],
    ]);
    expect(await third.uploaded()).toEqual([]);
  });
});

describe('events called before the client was ready, replayed by the next run', () => {
  /** A run whose client never gets ready: its events stay pending. */
  async function callTooEarly(phone: Phone, writeKey: string): Promise<void> {
    phone.silentKeys.add('-context');
    const app = createApp(phone, sessionsOn(phone, withEvents), writeKey);
    await app.client.track('Too Early');
    await kill(phone, app);
    phone.silentKeys.clear();
  }

  it('belong to the session that ran when they were called', async () => {
    const phone = new Phone();
    const first = await startApp(phone, withEvents, 'pending');
    await first.client.track('Before');
    await first.uploaded();
    await kill(phone, first);
    at(NOW + MINUTE);
    await callTooEarly(phone, 'pending');

    at(NOW + HOUR);
    const next = await startApp(phone, withEvents, 'pending');
    expect(summary(await next.uploaded())).toEqual([['Too Early', NOW - 1]]);
    await next.client.track('After');
    expect(summary(await next.uploaded())).toEqual([
      ['session_ended', NOW - 1],
      ['session_started', NOW + HOUR - 1],
      ['After', NOW + HOUR - 1],
    ]);
  });

  it('have none where no session is known of that time', async () => {
    const phone = new Phone();
    await callTooEarly(phone, 'pending alone');
    at(NOW + HOUR);
    const next = await startApp(phone, withEvents, 'pending alone');
    expect(summary(await next.uploaded())).toEqual([['Too Early', -1]]);
  });
});
