/** Everyday verbs are loaded from a file of their own: it says what the file of all verbs says. */
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { VERBS } from '../../src/commands/index.js';
import { file, project, ROSTER, sampleSchool } from '../support/pl.js';
import { sh } from './shell.js';

const { EVERYDAY } = createRequire(import.meta.url)(project('bin/compiled.js')) as {
  readonly EVERYDAY: readonly string[];
};

beforeEach(sampleSchool);

describe('everyday verbs', () => {
  it('are verbs', () => {
    const names = VERBS.map(({ name }) => name);
    expect(EVERYDAY.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each([
    'ready --section 7A',
    'progress ana --json',
    'explain ana RP.1',
    'students --csv',
    'status',
    'log --json',
    'undo --help',
    'record --help',
    'ready --sectoin 7A',
    'record nobody RP.1 3',
  ])('pl %s says the same from either file', (words) => {
    const own = sh(`pl ${words}`);
    const all = sh(`pl --no-color ${words}`);
    expect(own).toEqual(all);
    expect(own.err).not.toContain('a bug in pl');
    expect(own.out + own.err).not.toBe('');
  });

  it.each(['record ana RP.1 3', 'note ana "asked a good question"'])('pl %s writes', (words) => {
    expect(sh(`pl ${words} && pl undo`).code).toBe(0);
  });

  it('are found behind the name of a gradebook', () => {
    expect(sh('pl --db "$PL_DB" ready --csv')).toEqual(sh('pl ready --csv'));
  });
});

/** Newer versions of node keep machine code by themselves. */
const keepsItself = createRequire(import.meta.url)('node:module').enableCompileCache !== undefined;

describe.skipIf(keepsItself)('machine code', () => {
  it.each([
    'ready',
    'rollup',
    'import roster roster.csv',
    'merge other.db --dry-run',
  ])('that a run of pl %s has left is taken by the next', (words) => {
    file('roster.csv', ROSTER);
    sh('pl init --db other.db');
    const run = () => sh(`XDG_CACHE_HOME=$PWD/kept pl ${words}`);
    run();
    const left = readdirSync('kept/pl').map((name) => join('kept/pl', name));
    const times = () => left.map((path) => statSync(path).mtimeMs);
    const before = times();
    expect(left).toHaveLength(1);
    run();
    expect(times()).toEqual(before);
  });
});
