import { Track } from '@segment/facade';
import type { ClassicSettings } from '../classic-settings';
import { toClassicEvent } from './to-classic-event';
import { isRecord, present, type WireCall } from './wire-call';

/** The names of an order, as Classic told them: any case, with spaces or underscores. */
const ORDER = /^[ _]?(order[ _]?completed|completed[ _]?order)[ _]?$/i;

/** What Classic took out of the properties of an event with revenue, by lower-case name without underscores. */
const REVENUE_PROPERTIES = ['price', 'quantity', 'productid', 'revenuetype'];

/** A track call: one event, and one more for each product of an order. */
export function toClassicTracks(message: Record<string, unknown>, settings: ClassicSettings): WireCall[] {
  const track = new Track(message, { traverse: false });
  if (!ORDER.test(track.event())) return [withRevenue(track, track.properties(), settings)];

  const products = track.products().filter(isRecord);
  const properties = Object.entries(track.properties());
  const order = Object.fromEntries(properties.filter(([key]) => products.length === 0 || key !== 'products'));
  const perProduct = settings.trackRevenuePerProduct && products.length > 0;
  return [
    perProduct ? withoutRevenue(track, order, settings) : withRevenue(track, order, settings),
    ...products.map((product) => toProduct(track, product, perProduct, settings)),
  ];
}

function withRevenue(track: Track, properties: Record<string, unknown>, settings: ClassicSettings): WireCall {
  const revenue = track.revenue();
  const call = withoutRevenue(track, properties, settings);
  return { ...call, fields: { ...call.fields, ...(revenue !== undefined && toRevenue(track, revenue)) } };
}

function withoutRevenue(
  track: Track,
  properties: Record<string, unknown>,
  settings: ClassicSettings,
): WireCall {
  const kept = Object.entries(properties).filter(
    ([key]) =>
      track.revenue() === undefined || !REVENUE_PROPERTIES.includes(key.toLowerCase().replace(/_/g, '')),
  );
  return toClassicEvent(track, track.event(), Object.fromEntries(kept), settings);
}

function toRevenue(track: Track, revenue: unknown): Record<string, unknown> {
  const price = track.price();
  return present({
    revenue,
    ...(price !== undefined && { price, quantity: track.quantity() }),
    productId: track.productId(),
    revenueType: track.proxy('properties.revenueType'),
  });
}

function toProduct(
  order: Track,
  product: Record<string, unknown>,
  perProduct: boolean,
  settings: ClassicSettings,
): WireCall {
  const call = toClassicEvent(order, 'Product Purchased', product, settings);
  const { user_properties: _onTheOrderOnly, ...fields } = call.fields;
  const { price, quantity = 1 } = product as { price?: unknown; quantity?: unknown };
  const item = new Track({ properties: product });
  const amount = Number(price) * Number(quantity);
  const revenue = {
    price,
    quantity,
    revenue: Number.isNaN(amount) ? undefined : amount,
    productId: item.productId(),
  };
  return { ...call, fields: { ...fields, ...(perProduct && present(revenue)) } };
}
