/**
 * cross-fetch, which @segment/actions-core imports, asks for the types of the whole DOM; server code that used
 * `document` would then compile. For tsconfig.server.json it is what it is on Node.js: the global fetch.
 */
declare const fetch: typeof globalThis.fetch;
export default fetch;
export { fetch };
export const Request: typeof globalThis.Request;
export const Response: typeof globalThis.Response;
export const Headers: typeof globalThis.Headers;
