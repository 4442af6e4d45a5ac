/** Run in a folder that installed the command line: the playground starts, serves its page and takes an event. */
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { createInterface } = require('node:readline');

const { fetch } = globalThis;

async function main() {
  const bin = require('amplitude-actions/package.json').bin['amplitude-actions'];
  const args = [`node_modules/amplitude-actions/${bin}`, 'playground', '--port', '0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  try {
    const url = await readAddress(child.stdout);
    await checkPage(url);
    await checkEvent(url);
  } finally {
    child.kill('SIGINT');
  }
  const [code] = await ended;
  assert.equal(code, 0);
}

/** The first line says where it listens. */
async function readAddress(output) {
  const [line] = await once(createInterface(output), 'line');
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
  assert.ok(url, `No address in: ${line}`);
  return url;
}

/** The page and every file that it names. */
async function checkPage(url) {
  const page = await fetch(url);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  const html = await page.text();
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file);
  assert.equal(files.length, 2, html);
  for (const file of files) {
    const text = await (await fetch(url + file)).text();
    assert.ok(text.length > 1000, `${file} is empty`);
  }
}

/** A Segment call goes through the destination and comes back with both of its sides. */
async function checkEvent(url) {
  const call = { writeKey: 'any', event: 'Song Played', userId: 'user-10001' };
  await fetch(`${url}/v1/track`, { method: 'POST', body: JSON.stringify(call) });
  const [row] = await (await fetch(`${url}/__emulator/rows?count=1&wait=10000`)).json();
  assert.equal(row?.outcome, 'ingested');
  const { source, item } = await (await fetch(`${url}/__emulator/events/${row.id}`)).json();
  assert.equal(item.event_type, 'Song Played');
  assert.equal(source.event.userId, 'user-10001');
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
