import { type Channel, type ChannelModel, type ConsumeMessage } from 'amqplib';

/** Looks at one message; true when it is done with and can go. */
export type Look = (this: void, content: Buffer) => Promise<boolean>;

/** What a channel may hold without an acknowledgement: AMQP counts it in 16 bits. */
const MAX_HELD = 65_535;
const GIVE_BACK_MS = 5000;
const ASK_AGAIN_MS = 20;

/**
 * Looks at the first messages of a queue, each once, in order. What is not done with goes back to its place: by closing
 * the channel, which keeps the order. The broker does that a moment after it has answered, so it is waited for.
 */
export async function scanQueue(
  connection: ChannelModel,
  queue: string,
  limit: number,
  look: Look,
): Promise<void> {
  const channel = await openChannel(connection);
  const { messageCount } = await channel.checkQueue(queue);
  const count = Math.min(messageCount, limit, MAX_HELD);
  if (count === 0) return channel.close();
  let done = 0;
  try {
    for await (const delivery of consume(channel, queue, count)) {
      if (!(await look(delivery.content))) continue;
      channel.ack(delivery);
      done += 1;
    }
  } finally {
    await channel.close().catch(() => undefined);
  }
  await isBack(connection, queue, messageCount - done);
}

async function openChannel(connection: ChannelModel): Promise<Channel> {
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  return channel;
}

/** Others may have added messages meanwhile, and nobody takes any. */
async function isBack(connection: ChannelModel, queue: string, expected: number): Promise<void> {
  const channel = await openChannel(connection);
  const deadline = Date.now() + GIVE_BACK_MS;
  while ((await channel.checkQueue(queue)).messageCount < expected && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  await channel.close();
}

/** So many messages of a queue, one after the other. @throws when the channel ends before. */
async function* consume(channel: Channel, queue: string, count: number): AsyncGenerator<ConsumeMessage> {
  const buffer: ConsumeMessage[] = [];
  let wake: (() => void) | undefined;
  let isOver = false;
  const end = () => {
    isOver = true;
    wake?.();
  };
  channel.on('close', end);
  await channel.prefetch(count);
  await channel.consume(queue, (delivery) => {
    if (delivery === null) return end();
    buffer.push(delivery);
    wake?.();
  });
  for (let taken = 0; taken < count; taken += 1) {
    while (buffer.length === 0) {
      if (isOver) throw new Error(`The broker ended the reading of ${queue}.`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
    const [delivery] = buffer.splice(0, 1);
    if (delivery !== undefined) yield delivery;
  }
}
