import { answerAsAmplitude, expectNoRealRequests } from '../../../answer-as-amplitude';
import { sendEvent } from '../../../send-events';
import { completeEvent, insertIdOf, orderCompleted } from '../../../segment-events';

expectNoRealRequests();

describe('logEvent', () => {
  it('sends no revenue and no product events: those are for Log Purchase', async () => {
    const received = answerAsAmplitude('httpapi');
    await sendEvent('logEvent', orderCompleted);
    expect(received).toHaveLength(1);
    expect(received[0]?.body).toEqual({
      api_key: expect.any(String) as string,
      events: [
        {
          user_id: orderCompleted.userId,
          event_type: 'Order Completed',
          time: 1_618_245_157_710,
          event_properties: orderCompleted.properties,
          library: 'segment',
          insert_id: insertIdOf('message-order-1'),
        },
      ],
    });
  });

  it('returns the event as it was sent, and the answer of Amplitude', async () => {
    const body = { code: 200, events_ingested: 1, payload_size_bytes: 50, server_upload_time: 1 };
    answerAsAmplitude('httpapi', 'north_america', [{ body }]);
    expect(await sendEvent('logEvent', { userId: 'user-7f3a21', event: 'Opened' })).toEqual({
      status: 200,
      sent: { events: [{ user_id: 'user-7f3a21', event_type: 'Opened', library: 'segment' }] },
      body,
    });
  });

  it('sends nothing for an event to skip, and counts it as delivered', async () => {
    expect(await sendEvent('logEvent', completeEvent, { mapping: { skip: true } })).toMatchObject({
      status: 200,
      sent: { events: [] },
    });
  });
});
