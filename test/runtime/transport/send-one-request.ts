import { createTransport } from '../../../src/runtime';

/** A program that sends one request to the address it is given, and has nothing more to do. */
void createTransport()({ method: 'POST', url: process.argv[2] ?? '', headers: {}, body: '{}' }).then(
  ({ status }) => console.log(status),
);
