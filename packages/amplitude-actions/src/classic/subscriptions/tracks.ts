import { firstOf, path } from 'segment-actions-amplitude/api';
import type { ClassicSettings } from '../classic-settings';
import { firstNotBlank, whenNotBlank, without, type Mapping, type MappingValue } from '../mapping/directives';
import { eventProperties } from '../mapping/event-properties';
import { logEventMapping, logPurchaseMapping } from '../mapping/event-mapping';
import { SESSION_EVENTS, sessionEventsAreUnwanted } from './sessions';
import { subscription, type ClassicSubscription } from './subscription';

/** Both names of an order in Segment's ecommerce spec, version 2 and 1. */
const ORDER_NAMES = ['Order Completed', 'Completed Order'];

const IS_ORDER = ORDER_NAMES.map((name) => `event = "${name}"`).join(' or ');
const isNone = (names: readonly string[]) => names.map((name) => ` and event != "${name}"`).join('');

/** What Classic read as revenue and took out of the properties of a revenue event. `revenue` itself stayed. */
const REVENUE_PROPERTIES = ['price', 'quantity', 'productId', 'product_id', 'revenueType', 'revenue_type'];

/** Orders, other events with revenue, and the rest: every track call matches exactly one of the three. */
export function tracks(settings: ClassicSettings): ClassicSubscription[] {
  const otherTracks = `type = "track"${isNone(ORDER_NAMES)}`;
  const unwanted = sessionEventsAreUnwanted(settings) ? isNone(SESSION_EVENTS) : '';
  return [
    subscription(
      'Order Completed Calls',
      `type = "track" and (${IS_ORDER})`,
      'logPurchase',
      orderMapping(settings),
    ),
    subscription('Revenue Calls', `${otherTracks} and properties.revenue != null`, 'logPurchase', {
      ...withoutProducts(revenueMapping(settings)),
      trackProductsOnce: true,
    }),
    subscription('Track Calls', `${otherTracks} and properties.revenue = null${unwanted}`, 'logEventV2', {
      ...logEventMapping(settings),
    }),
  ];
}

function revenueMapping(settings: ClassicSettings): Mapping {
  return {
    ...logPurchaseMapping(settings),
    revenueType: firstOf('$.properties.revenueType', '$.properties.revenue_type'),
    event_properties: eventProperties(settings, without(REVENUE_PROPERTIES)),
  };
}

function orderMapping(settings: ClassicSettings): Mapping {
  const mapping: Mapping = {
    ...revenueMapping(settings),
    revenue: firstNotBlank(path('$.properties.revenue'), path('$.properties.total')),
    trackRevenuePerProduct: settings.trackRevenuePerProduct,
  };
  return settings.trackProductsOnce && !settings.trackRevenuePerProduct
    ? withProductsOnce(mapping, settings)
    : mapping;
}

/**
 * "Track products once": no event per product; the order lists its products, cut to what Classic listed. Not together
 * with "Track Revenue Per Product", whose revenue would have no event to go on.
 */
function withProductsOnce(mapping: Mapping, settings: ClassicSettings): Mapping {
  return withoutProducts({
    ...mapping,
    trackProductsOnce: true,
    event_properties: eventProperties(settings, {
      ...without(REVENUE_PROPERTIES),
      products: LISTED_PRODUCTS,
    }),
  });
}

const LISTED_PRODUCTS: MappingValue = {
  '@arrayPath': [
    '$.properties.products',
    {
      productId: firstOf('$.product_id', '$.productId'),
      sku: path('$.sku'),
      name: path('$.name'),
      price: path('$.price'),
      quantity: whenNotBlank(path('$.quantity'), path('$.quantity'), 1),
      category: path('$.category'),
    },
  ],
};

function withoutProducts(mapping: Mapping): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([name]) => name !== 'products'));
}
