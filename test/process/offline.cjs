// Runs the program as it is shipped, command by command, where every way out of the process is broken:
// node --require offline.cjs offline.cjs COMMANDS.json. Prints which ways were tried.
'use strict';

const { readFileSync, appendFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');

const WAYS = [
  'net',
  'tls',
  'dgram',
  'http',
  'https',
  'http2',
  'dns',
  'dns/promises',
  'child_process',
  'cluster',
  'inspector',
];
const GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'];
const tried = [];

const breaking = (way) => () => {
  tried.push(way);
  throw new Error(`${way} was used`);
};

for (const way of WAYS) {
  const exports = require(`node:${way}`);
  for (const key of Object.keys(exports))
    if (typeof exports[key] === 'function' && !/^[A-Z]/.test(key))
      exports[key] = breaking(`${way}.${key}`);
}
const { Socket, Server } = require('node:net');
Socket.prototype.connect = breaking('Socket.connect');
Server.prototype.listen = breaking('Server.listen');
for (const name of GLOBALS)
  Object.defineProperty(globalThis, name, { get: breaking(name), configurable: true });

const load = Module._load;
Module._load = function loading(name, ...rest) {
  if (WAYS.includes(name.replace(/^node:/, ''))) breaking(`require ${name}`)();
  return load.call(this, name, ...rest);
};

const { main } = require(join(__dirname, '../../dist/main.cjs'));
const { commands, instant } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const io = {
  out: (text) => appendFileSync('out.txt', text),
  err: (text) => appendFileSync('err.txt', text),
  env: { PL_DB: 'gradebook.db' },
  interactive: false,
  outIsTerminal: false,
  errIsTerminal: false,
  width: 80,
  now: () => new Date(instant),
  readStdin: async () => new Uint8Array(),
  readLines: async () => '',
  home: process.cwd(),
  platform: 'linux',
  user: 'fair',
  ask: () => ({}),
};

(async () => {
  const codes = [];
  for (const words of commands) codes.push(await main(words, io));
  process.stdout.write(JSON.stringify({ tried, codes }));
})();
