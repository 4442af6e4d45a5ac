/** Thrown by the reader of a setting: how a value ought to look, as the end of a sentence. */
export class Malformed extends Error {}
