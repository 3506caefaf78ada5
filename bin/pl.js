#!/usr/bin/env node
// The launcher: arguments, streams, clock and exit code. The only place that touches the process.
import { homedir, userInfo } from 'node:os';
import { main, terminalAsk } from '../dist/main.js';

const { stdin, stdout, stderr, env, platform } = process;

// A pipe closed early (`| head`) is no failure.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE' || error.code === 'EBADF') process.exit(0);
    throw error;
  });
}

function login() {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

async function readStdin() {
  const chunks = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  env,
  interactive: stdin.isTTY === true && stderr.isTTY === true,
  outIsTerminal: stdout.isTTY === true,
  errIsTerminal: stderr.isTTY === true,
  width: stdout.columns ?? 80,
  now: () => new Date(),
  readStdin,
  home: homedir(),
  platform,
  user: login(),
  ask: terminalAsk(stderr),
});
