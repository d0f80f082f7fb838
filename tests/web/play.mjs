// Play a recording to its end with the public player's own parser, driver and terminal, without a
// page, and print the final screen as text.
//
// usage: node play.mjs FILE.cast
import { readFileSync, readdirSync, writeFileSync, unlinkSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { dirname, join } from 'node:path';

const dist = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/asciinema-player/dist');
const find = (pattern) => join(dist, readdirSync(dist).find((name) => pattern.test(name)));

// its terminal is not exported: the same file with one more export
async function loadTerminal() {
  const copy = join(dist, `terminal-${process.pid}.mjs`);
  writeFileSync(copy, readFileSync(find(/^opts-.*\.js$/), 'utf8') + '\nexport { vt as terminal };\n');
  const node = () => new Proxy(function () {}, {
    get: (target, name) => (name === Symbol.toPrimitive ? () => '' : node()), apply: () => node(), construct: () => node(), set: () => true });
  globalThis.document ??= node();
  globalThis.window ??= node();
  try {
    return await (await import(pathToFileURL(copy))).terminal;
  } finally {
    unlinkSync(copy);
  }
}

const { C: Core } = await import(pathToFileURL(find(/^core-.*\.js$/)));
const { DummyLogger } = Object.fromEntries(
  Object.entries(await import(pathToFileURL(find(/^logging-.*\.js$/)))).map(([, v]) => [v?.name, v]));
const wasm = await loadTerminal();
const { memory } = await wasm.default();

const core = new Core({ data: readFileSync(process.argv[2], 'utf8') }, { logger: new DummyLogger(), speed: 1, idleTimeLimit: 0.001, preload: true });
let vt = null;
let size = { cols: 80, rows: 24 };
const make = (cols, rows) => {
  size = { cols, rows };
  vt = wasm.create(cols, rows, 100, false);
};
core.addEventListener('metadata', (m) => make(m.cols ?? m.size?.cols ?? size.cols, m.rows ?? m.size?.rows ?? size.rows));
core.addEventListener('reset', ({ size: s, init }) => {
  make(s?.cols ?? size.cols, s?.rows ?? size.rows);
  if (init) vt.feed(init);
});
core.addEventListener('resize', (s) => { size = s; vt.resize(s.cols, s.rows); });
core.addEventListener('output', (texts) => texts.forEach((text) => vt.feed(text)));
const ended = new Promise((resolve, reject) => {
  core.addEventListener('ended', resolve);
  core.addEventListener('error', (e) => reject(new Error(JSON.stringify(e))));
});
core.terminalReady();
await core.init();
await core.play();
await ended;

// one row as the player would draw it: spans of text, and symbols that it draws by itself
function row(n) {
  const line = vt.getLine(n, false);
  const cells = new Array(size.cols).fill(' ');
  const view = ([at, count], width) => new DataView(memory.buffer, at, count * width);
  const codes = new Uint32Array(memory.buffer, ...line.codepoints);
  const spans = view(line.text, 12);
  for (let i = 0; i < spans.byteLength; i += 12) {
    const from = spans.getUint16(i + 2, true);
    const text = [...codes.subarray(from, from + spans.getUint16(i + 4, true))].map((c) => String.fromCodePoint(c));
    text.forEach((char, k) => { cells[spans.getUint16(i, true) + k] = char; });
  }
  for (const [symbols, width] of [[line.raster_symbols, 12], [line.vector_symbols, 16]]) {
    const at = view(symbols, width);
    for (let i = 0; i < at.byteLength; i += width) cells[at.getUint16(i, true)] = String.fromCodePoint(at.getUint32(i + 4, true));
  }
  return cells.join('').trimEnd();
}

for (let n = 0; n < size.rows; n++) console.log(row(n));
process.exit(0);
