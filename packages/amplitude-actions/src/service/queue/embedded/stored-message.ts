/** A message's value on disk: when it was appended (8 bytes), the length of its id (4 bytes), the id, the body. */
const HEAD_BYTES = 12;

export interface StoredMessage {
  id: string;
  appendedAt: number;
  body: Uint8Array;
}

export function writeStored({ id, appendedAt, body }: StoredMessage): Buffer {
  const idBytes = Buffer.from(id);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeDoubleBE(appendedAt, 0);
  head.writeUInt32BE(idBytes.length, 8);
  return Buffer.concat([head, idBytes, body]);
}

export function readStored(bytes: Uint8Array): StoredMessage {
  const value = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bodyAt = HEAD_BYTES + value.readUInt32BE(8);
  return {
    appendedAt: value.readDoubleBE(0),
    id: value.toString('utf8', HEAD_BYTES, bodyAt),
    body: value.subarray(bodyAt),
  };
}
