/** Nothing leaves the machine: the program opens no socket, asks no name server and starts no other program. */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERBS } from '../../src/commands/index.js';
import { examples } from '../docs/reference.js';
import { file, project, smallSchool } from '../support/pl.js';
import { has, sh } from './shell.js';

/** What the shipped program may ask of node: files, texts, threads of its own, and the screen of the user. */
const ASKED = [
  ...['buffer', 'crypto', 'events', 'fs', 'module', 'os', 'path', 'process', 'readline'],
  ...['stream', 'string_decoder', 'tty', 'url', 'util', 'zlib', 'async_hooks', 'assert'],
  ...['vm', 'worker_threads', 'timers/promises'],
];

/** Each script of the shipped program. */
function shipped(): readonly (readonly [string, string])[] {
  const scripts = (folder: string) =>
    readdirSync(project(folder))
      .filter((name) => /\.c?js$/.test(name))
      .map((name) => join(folder, name));
  return ['bin', 'dist', 'dist/lib']
    .flatMap(scripts)
    .map((name) => [name, readFileSync(project(name), 'utf8')] as const);
}

describe('the shipped program', () => {
  it.each(
    shipped(),
  )('%s asks node for nothing that reaches beyond the machine', (_name, script) => {
    const required = [...script.matchAll(/\brequire\(["'](?:node:)?([a-z_/]+)["']\)/g)];
    const others = required.map(([, name = '']) => name).filter((name) => !ASKED.includes(name));
    expect(others).toEqual([]);
    const reaching =
      /\b(?:fetch|WebSocket|EventSource|XMLHttpRequest|sendBeacon|getBuiltinModule)\s*\(/;
    expect(reaching.exec(script)?.[0]).toBe(undefined);
    expect([...script.matchAll(/process\.binding\("(\w+)"/g)].map(([, of]) => of)).toEqual(
      script.includes('process.binding') ? ['buffer'] : [],
    );
  });

  it('does all that its help shows where every way out is broken', async () => {
    cpSync(project('fixtures'), 'fixtures', { recursive: true });
    const shown = (await examples()).filter((line) => !/ --round|^pl (record|demo)$/.test(line));
    const named = new Set(shown.map((line) => line.split(' ')[1]));
    const silent = ['home', 'demo', 'help', '__complete'];
    const unnamed = VERBS.map(({ name }) => name).filter((name) => !named.has(name));
    expect(unnamed.filter((name) => !silent.includes(name))).toEqual([]);
    const commands = [
      ['init'],
      ['import', 'roster', 'fixtures/roster.csv'],
      ['import', 'standards', 'fixtures/standards.csv', 'fixtures/links.csv'],
      ['import', 'pathways', 'fixtures/pathways.csv'],
      ['import', 'evidence', 'fixtures/evidence.csv'],
      ...shown.map((line) => words(line).slice(1)),
      ...silent.map((name) => [name]),
    ];
    file('commands.json', JSON.stringify({ commands, instant: '2026-10-02T09:00:00' }));
    const script = project('test/process/offline.cjs');
    const run = spawnSync(process.execPath, [script, 'commands.json'], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const { tried, codes } = JSON.parse(run.stdout) as { tried: string[]; codes: number[] };
    expect(tried).toEqual([]);
    expect(codes).toHaveLength(commands.length);
    expect(codes.filter((code) => code === 70)).toEqual([]);
    expect(codes.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  it.skipIf(!has('strace', '--version'))(
    'opens no socket as the system sees it (skipped where there is no strace)',
    async () => {
      await smallSchool();
      const traced = 'strace -f -qq -e trace=network -o trace.txt "$NODE" "$LAUNCHER"';
      for (const command of ['record ada 6.RP.A.1 3', 'students', 'export roster -o r.csv']) {
        const run = sh(`${traced} ${command}`);
        if (/ptrace|PTRACE/.test(run.err)) return;
        expect(run.code).toBe(0);
        const calls = readFileSync('trace.txt', 'utf8').split('\n');
        expect(
          calls.filter((call) => /\b(socket|connect|bind|sendto)\(.*AF_(INET|NETLINK)/.test(call)),
        ).toEqual([]);
      }
    },
  );
});

/** The words of a line: quotes keep them together. */
function words(line: string): string[] {
  const parts = line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return parts.map((part) => part.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
