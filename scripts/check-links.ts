import { brokenLinks } from './broken-links';
import { ROOT } from './packages';

/** `npm run links`: every link of every document of the repository. The packed packages: `npm run check:package`. */
const { broken, links } = brokenLinks(process.argv[2] ?? ROOT);
for (const fault of broken) console.error(fault);
console.log(`${links} links, ${broken.length} broken`);
if (broken.length > 0) process.exitCode = 1;
