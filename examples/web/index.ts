/** `npm run example:web`: a page to watch sessions on, with an Amplitude on this machine behind it. */
import { startSite } from './start-site';

const { PORT = '4170' } = process.env;

startSite({ port: Number(PORT) }).then(
  ({ url }) => console.log(`Open ${url}, then try a second tab, a reload, a minute's pause. Ctrl-C ends it.`),
  (error: Error) => {
    console.error(`Cannot serve on port ${PORT} (${error.message}). Set PORT to another one.`);
    process.exitCode = 1;
  },
);
