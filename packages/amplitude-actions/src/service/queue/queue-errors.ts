/** The queue is at its limit: try again when workers have taken something out. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/** The queue cannot be written now: no disk, no broker, no leader. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError';
}
