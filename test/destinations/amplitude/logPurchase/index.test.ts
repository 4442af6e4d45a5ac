import type { JSONObject } from '@segment/actions-core';
import { answerAsAmplitude, expectNoRealRequests } from '../../../answer-as-amplitude';
import { sendBatch, sendEvent, type EventInput } from '../../../send-events';
import { completeAmplitudeEvent, completeEvent, orderCompleted } from '../../../segment-events';

expectNoRealRequests();

type WireEvent = Record<string, unknown>;

async function sendAndRead(event: EventInput, mapping: JSONObject = {}): Promise<WireEvent[]> {
  const received = answerAsAmplitude('httpapi');
  await sendEvent('logPurchase', event, { mapping });
  return (received[0]?.body as { events: WireEvent[] }).events;
}

const order = (properties: JSONObject): EventInput => ({
  userId: 'user-7f3a21',
  event: 'Order Completed',
  messageId: 'm1',
  properties,
});

describe('logPurchase', () => {
  it('sends product events with every key of the order but its own properties and those of the user', async () => {
    const product = { name: 'Uno', price: 3 };
    const properties = { ...completeEvent.properties, products: [product] };
    const events = await sendAndRead({ ...completeEvent, properties });
    expect(events).toEqual([
      completeAmplitudeEvent,
      {
        ...completeAmplitudeEvent,
        event_type: 'Product Purchased',
        event_properties: product,
        user_properties: undefined,
        insert_id: `${String(events[0]?.insert_id)}-2`,
      },
    ]);
  });

  it('keeps products and revenue on the order when products are tracked once', async () => {
    const properties = { revenue: 6, products: [{ name: 'Uno', price: 3, quantity: 2 }] };
    const mapping = { trackProductsOnce: true, trackRevenuePerProduct: true };
    expect(await sendAndRead(order(properties), mapping)).toEqual([
      expect.objectContaining({ event_type: 'Order Completed', revenue: 6, event_properties: properties }),
    ]);
  });

  it('delivers an order whose price is "$32.50"', async () => {
    const [event] = await sendAndRead(order({ price: '$32.50', quantity: '2' }));
    expect(event).toMatchObject({ revenue: 65, price: 32.5, quantity: 2, revenueType: 'Purchase' });
  });

  it('delivers an order whose quantity is 1.5 by its revenue alone', async () => {
    const [event] = await sendAndRead(order({ price: 10, quantity: 1.5 }));
    expect(event).toMatchObject({ revenue: 15, event_properties: { price: 10, quantity: 1.5 } });
    expect(event).not.toHaveProperty('price');
    expect(event).not.toHaveProperty('quantity');
  });

  it('delivers an order with a price that cannot be read, without revenue', async () => {
    const [event] = await sendAndRead(order({ revenue: 'on request' }));
    expect(event).toMatchObject({ event_properties: { revenue: 'on request' } });
    expect(event).not.toHaveProperty('revenue');
  });

  it('delivers an order whose product has an empty price', async () => {
    const events = await sendAndRead(order({ products: [{ name: 'Uno', price: '', quantity: null }] }));
    expect(events[1]).toMatchObject({ event_properties: { name: 'Uno', price: '', quantity: null } });
  });

  it('keeps an empty list of products in the properties, and fans nothing out', async () => {
    const events = await sendAndRead(order({ revenue: 25, products: [] }), { trackRevenuePerProduct: true });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ revenue: 25, event_properties: { revenue: 25, products: [] } });
  });

  it('reads product_id where there is no productId', async () => {
    const products = [{ product_id: 'sku-2', price: 3, quantity: 1 }];
    const [event, product] = await sendAndRead(order({ revenue: 3, product_id: 'sku-1', products }), {
      trackRevenuePerProduct: true,
    });
    expect(event).not.toHaveProperty('productId');
    expect(product).toMatchObject({ productId: 'sku-2' });
    const [alone] = await sendAndRead(order({ revenue: 3, product_id: 'sku-1' }));
    expect(alone).toMatchObject({ productId: 'sku-1' });
  });

  it('loses no key of a product to a saved mapping that lists five of them', async () => {
    const products = {
      '@arrayPath': [
        '$.properties.products',
        {
          price: { '@path': '$.price' },
          quantity: { '@path': '$.quantity' },
          productId: { '@path': '$.productId' },
        },
      ],
    };
    const events = await sendAndRead(orderCompleted, { products });
    expect(events.slice(1).map(({ event_properties }) => event_properties)).toEqual(
      orderCompleted.properties.products,
    );
  });

  it('answers once for an order of three events, with all of them as sent', async () => {
    answerAsAmplitude('httpapi');
    const [answer] = await sendBatch('logPurchase', [orderCompleted]);
    expect(answer).toMatchObject({
      status: 200,
      sent: {
        events: [
          { event_type: 'Order Completed' },
          { event_type: 'Product Purchased' },
          { event_type: 'Product Purchased' },
        ],
      },
    });
  });

  it('refuses an order of which Amplitude refuses one product, and delivers the rest', async () => {
    const refusal = {
      code: 400,
      error: 'Invalid field values on some events',
      events_with_invalid_fields: { event_properties: [1] },
    };
    const received = answerAsAmplitude('httpapi', 'north_america', [{ status: 400, body: refusal }, {}]);
    const [answer] = await sendBatch('logPurchase', [orderCompleted]);
    expect(answer).toMatchObject({
      status: 400,
      errormessage:
        'Amplitude refused the event, whose event_properties is invalid: Invalid field values on some events. (2 of the 3 requests or events of this call were delivered.)',
    });
    expect(received[1]?.body).toMatchObject({
      events: [{ event_type: 'Order Completed' }, { event_properties: { name: 'Uno Card Game' } }],
    });
  });
});
