#!/usr/bin/env node
// The launcher: arguments, streams, clock and exit code. The only place that touches the process.
'use strict';

const { fstatSync, statSync, writeSync } = require('node:fs');
const { devNull, homedir, userInfo } = require('node:os');
const { join } = require('node:path');
const { loadCompiled } = require('./compiled.js');

const { program, keep } = loadCompiled(join(__dirname, '../dist'), process.argv.slice(2));
const { main, terminalAsk, terminalLines } = program;
const { env, platform } = process;

// Node's streams take several milliseconds to load: they are left alone where there is no terminal.
const nowhere =
  platform === 'win32' ? undefined : statSync(devNull, { throwIfNoEntry: false })?.rdev;
const isTerminal = (fd, stream) => {
  try {
    const file = fstatSync(fd);
    if (!file.isCharacterDevice() || file.rdev === nowhere) return false;
    return process[stream].isTTY === true;
  } catch {
    return false;
  }
};

const outIsTerminal = isTerminal(1, 'stdout');
const errIsTerminal = isTerminal(2, 'stderr');

// A full pipe is waited for.
const write = (fd) => (text) => {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
};

// Messages that cannot be shown leave the exit code as it is.
const writeMessage = (text) => {
  try {
    write(2)(text);
  } catch {}
};

const login = () => {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
};

/** What standard input may hold, in bytes: it is kept in memory, and a pipe may never end. */
const MOST_INPUT = 2 ** 31;

const readStdin = async () => {
  const chunks = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > MOST_INPUT) throw Object.assign(new Error(), { code: 'EFBIG', syscall: 'stdin' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

main(process.argv.slice(2), {
  out: write(1),
  err: writeMessage,
  env,
  interactive: errIsTerminal && isTerminal(0, 'stdin'),
  outIsTerminal,
  errIsTerminal,
  width: (outIsTerminal && process.stdout.columns) || 80,
  now: () => new Date(),
  readStdin,
  readLines: terminalLines(() => process),
  home: homedir(),
  platform,
  user: login(),
  ask: terminalAsk(() => ({
    input: process.stdin,
    output: process.stderr,
    signals: process,
  })),
}).then((code) => {
  process.exitCode = code;
  if (code === 0) keep();
});
