/**
 * `@path`: the value at a dotted path of the Segment event.
 *
 * @example path('$.userId') // { '@path': '$.userId' }
 */
export function path(at: string) {
  return { '@path': at };
}

/**
 * The first path that exists (not null, not undefined).
 *
 * @example firstOf('$.context.device.id', '$.anonymousId')
 */
export function firstOf(first: string, second: string) {
  return { '@if': { exists: path(first), then: path(first), else: path(second) } };
}

/**
 * The value unless it is blank. In mapping-kit `blank` runs `then` when the value is NOT blank; `false`, which is
 * what a path through a switched-off integration yields, counts as blank.
 *
 * @example unlessBlank('$.timestamp')
 */
export function unlessBlank(at: string) {
  return { '@if': { blank: path(at), then: path(at) } };
}
