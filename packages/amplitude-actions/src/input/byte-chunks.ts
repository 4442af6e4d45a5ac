export type Chunks = AsyncIterable<Buffer>;

/** The same bytes, with at least `length` of them in the first chunk when there are that many. */
export async function* withHead(chunks: Chunks, length: number): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < length) continue;
    yield head;
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}

/** Puts a chunk that was read ahead back in front. */
export async function* prepend(head: Buffer, rest: Chunks): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}
