/**
 * Where a rule of the model is known from.
 * - `S`: the cloud-mode code as last published, in 2017.
 * - `D`: Segment's documentation of Amplitude Classic.
 * - `C`: Segment's catalog of Classic settings.
 * - `inferred`: from the code for devices or from what a setting's name promises; no public source shows the cloud.
 */
export type RuleSource = 'S' | 'D' | 'C' | 'inferred';

export interface ClassicRule {
  source: RuleSource;
  /** True where Classic of today may behave otherwise than the model. */
  uncertain: boolean;
  rule: string;
}

const certain = (source: RuleSource, rule: string): ClassicRule => ({ source, uncertain: false, rule });
const uncertain = (source: RuleSource, rule: string): ClassicRule => ({ source, uncertain: true, rule });

/** Which rule of the model a key on the wire follows. The first pattern that matches counts. */
const rules: readonly [RegExp, ClassicRule][] = [
  [
    /^call event:(Viewed|Loaded)/,
    uncertain(
      'D',
      'each page and screen setting that is on makes an event of its own; the code of 2017 made one at most',
    ),
  ],
  [/^call event:Product Purchased/, certain('D', 'an order makes one Product Purchased for each product')],
  [/^call groupidentify/, certain('D', 'group properties are sent when both group traits are there')],
  [/^call usermap/, certain('D', 'alias calls are sent when Enable Alias is on')],
  [/^call/, certain('S', 'track calls make an event, identify calls an identification')],
  [/^endpoint$/, certain('C', 'Send To Batch Endpoint moves every event to /batch')],
  [
    /^user_properties\.\$(add|setOnce|append|prepend)/,
    uncertain(
      'inferred',
      'listed traits become operations: increment, set once, append, prepend; all others are set',
    ),
  ],
  [/^user_properties\.\$set\.(utm_)/, certain('C', 'the campaign of the context becomes user properties')],
  [
    /^user_properties/,
    certain('S', 'user properties are the traits with the user id as id and without address, and the groups'),
  ],
  [
    /^(revenue|price|quantity|productId|revenueType)$/,
    certain('S', 'any track call with revenue carries it, and price and quantity where there is a price'),
  ],
  [
    /^event_properties\.(language|country)/,
    uncertain(
      'inferred',
      'language and country leave the properties unless Send Custom Language and Country is on',
    ),
  ],
  [/^event_properties/, certain('S', 'properties of the call, less what Amplitude has keys of its own for')],
  [/^groups/, certain('D', 'groups come from integrations.Amplitude.groups, or from the group call')],
  [/^session_id$/, certain('D', 'the session is integrations.Amplitude.session_id, sent as given')],
  [
    /^(os_|device_model)/,
    certain('S', 'for analytics.js the user agent gives browser, its version and the operating system'),
  ],
  [
    /^(country|region|city|language)$/,
    certain('S', 'places come from traits and properties, country and language else from the locale'),
  ],
  [/^(platform|idfa|adid)$/, certain('S', 'told from the library, the device and its operating system')],
  [/^(unmap|user_id|global_user_id)$/, certain('D', 'previousId maps to userId')],
];

const SENT_AS_IS = certain('S', 'read from the context and sent as it is');

/** The rule behind a key on the wire, or behind a whole call (`call event:Loaded a Page`). */
export function ruleBehind(path: string): ClassicRule {
  return rules.find(([pattern]) => pattern.test(path))?.[1] ?? SENT_AS_IS;
}
