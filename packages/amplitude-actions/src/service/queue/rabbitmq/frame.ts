/** One event in a broker's message. */
export interface Framed {
  id: string;
  body: Uint8Array;
}

const LENGTH_BYTES = 4;

/** Several events in one message: each its id and its body, with their lengths in front. A confirm costs the same for 1 or 20. */
export function writeFrame(events: readonly Framed[]): Buffer {
  return Buffer.concat(
    events.flatMap(({ id, body }) => {
      const idBytes = Buffer.from(id);
      const lengths = Buffer.alloc(2 * LENGTH_BYTES);
      lengths.writeUInt32BE(idBytes.length, 0);
      lengths.writeUInt32BE(body.byteLength, LENGTH_BYTES);
      return [lengths, idBytes, body];
    }),
  );
}

export function readFrame(frame: Buffer): Framed[] {
  const events: Framed[] = [];
  for (let at = 0; at < frame.length;) {
    const idEnd = at + 2 * LENGTH_BYTES + frame.readUInt32BE(at);
    const bodyEnd = idEnd + frame.readUInt32BE(at + LENGTH_BYTES);
    events.push({
      id: frame.toString('utf8', at + 2 * LENGTH_BYTES, idEnd),
      body: frame.subarray(idEnd, bodyEnd),
    });
    at = bodyEnd;
  }
  return events;
}
