/** The part that is used of a package that ships no types. */
declare module '@amplitude/ua-parser-js' {
  export interface ParsedUserAgent {
    browser: { name?: string; major?: string };
    os: { name?: string; version?: string };
    device: { model?: string; vendor?: string };
  }
  export class UAParser {
    constructor(userAgent: string);
    getResult(): ParsedUserAgent;
  }
}
