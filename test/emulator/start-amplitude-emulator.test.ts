import { createConnection } from 'node:net';
import { startAmplitudeEmulator } from '../../src/emulator';
import { event, events, startClient } from './emulator-client';

describe(startAmplitudeEmulator, () => {
  it('listens on loopback, and says so when its port is taken', async () => {
    const { emulator } = await startClient();

    expect(emulator.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(startAmplitudeEmulator({ port: Number(new URL(emulator.baseUrl).port) })).rejects.toThrow(
      'it is in use, choose another or 0',
    );
  });

  it('breaks open connections and waiting requests when it closes', async () => {
    const { emulator, upload } = await startClient({ faults: [{ action: { latencyMs: 60_000 } }] });
    const socket = createConnection(Number(new URL(emulator.baseUrl).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const waiting = upload([event()]).catch((error: unknown) => error);

    await emulator.close();

    await closed;
    expect(await waiting).toHaveProperty('message', 'fetch failed');
  });

  it('answers 404 to a path Amplitude does not have', async () => {
    const { emulator, send } = await startClient();

    expect(await send('/httpapi', {})).toMatchObject({
      status: 404,
      body: { error: 'Invalid request path' },
    });
    expect(emulator.counts.requests).toBe(0);
    expect(emulator.exchanges).toMatchObject([{ path: '/httpapi', status: 404 }]);
  });

  it('starts over after a reset: empty, the clock back, faults and refusals as the options gave them', async () => {
    const { emulator, upload, usermap } = await startClient({
      faults: [{ nth: 1, action: { status: 503 } }],
      now: () => 1_000,
    });
    emulator.advance(5_000);
    emulator.silence('device-1');
    emulator.refuse(() => ({ kind: 'forbidden' }));
    await upload([event()]);
    await usermap({ user_id: 'user-1', global_user_id: 'global-1' });

    emulator.reset();

    expect(emulator.counts).toMatchObject({ requests: 0, received: 0 });
    expect([emulator.exchanges.length, emulator.aliases.size, emulator.events.length]).toEqual([0, 0, 0]);
    expect((await upload([event({ device_id: 'device-1' })])).status).toBe(503);
    expect((await upload([event({ device_id: 'device-1' })])).body).toMatchObject({
      server_upload_time: 1_000,
    });
  });

  it('keeps only the latest exchanges it was told to keep', async () => {
    const { emulator, upload } = await startClient({ keepExchanges: 2 });
    for (const count of [1, 2, 3]) await upload(events(count));

    expect(emulator.exchanges.map(({ items }) => items)).toEqual([2, 3]);
  });

  it('answers 413 to more than 2,000 events when strict', async () => {
    const { upload } = await startClient({ strict: true });

    expect((await upload(events(2_000))).status).toBe(200);
    expect((await upload(events(2_001), '/batch')).status).toBe(413);
  });
});
