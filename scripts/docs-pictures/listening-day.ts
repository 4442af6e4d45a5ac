/** Segment calls of two listeners, for pictures: every kind, and what can happen to them. */
export function listeningDay(start: number): { path: string; call: object }[] {
  let second = 0;
  const call = (path: string, userId: string, fields: object) => {
    second += 1;
    const timestamp = new Date(start + second * 1_000).toISOString();
    return {
      path,
      call: { writeKey: 'any', messageId: `message-${second}`, userId, timestamp, ...fields },
    };
  };
  const phone = {
    context: {
      device: { id: '00000000-0000-0000-0000-000000000000', type: 'ios', model: 'iPhone15,2' },
      os: { name: 'iOS', version: '18.1' },
    },
    anonymousId: 'anonymous-1',
  };
  const song = (userId: string, title: string, more: object = {}) =>
    call('track', userId, { event: 'Song Played', properties: { title, genre: 'jazz' }, ...more });
  const order = call('track', 'listener-1', {
    event: 'Order Completed',
    properties: {
      revenue: '32.50',
      currency: 'EUR',
      products: [
        { product_id: 'vinyl-1', price: 12.5, quantity: 1 },
        { product_id: 'vinyl-2', price: 10, quantity: 2 },
      ],
    },
  });
  return [
    call('identify', 'listener-1', { traits: { plan: 'free', city: 'Lisboa' }, ...phone }),
    call('page', 'listener-1', { name: 'Library', properties: { path: '/library' } }),
    order,
    call('group', 'listener-1', { groupId: 'acme', traits: { name: 'Acme', seats: 5 } }),
    song('listener-2', 'So What'),
    song('null', 'Flamenco Sketches'),
    call('identify', 'listener-1', { traits: { plan: 'pro' }, ...phone }),
    call('group', 'listener-2', { groupId: 'acme', traits: { seats: 6 } }),
    song('listener-2', 'All Blues', { integrations: { All: false } }),
    song('listener-1', 'Blue in Green', phone),
  ];
}
