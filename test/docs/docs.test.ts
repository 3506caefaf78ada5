import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { has } from '../process/shell.js';
import { MANUAL, pages, truth } from './pages.js';
import { examples } from './reference.js';
import { executed, inEmptyFolder, run } from './transcript.js';

const ROOT = process.cwd();
const text = (page: string) => readFileSync(join(ROOT, page), 'utf8');

const SAMPLE_SCHOOL = [
  'pl init',
  'pl import roster fixtures/roster.csv',
  'pl import standards fixtures/standards.csv fixtures/links.csv',
  'pl import pathways fixtures/pathways.csv',
  'pl import evidence fixtures/evidence.csv',
];

describe('the documentation', () => {
  it.each([
    ...pages(ROOT),
    MANUAL,
  ])('%s says what pl does ("npm run docs" rewrites it)', async (page) => {
    expect(text(page)).toBe(await truth(ROOT, page));
  });

  it.skipIf(!has('groff', '--version'))(
    'man/pl.1 is read by groff without a warning (skipped where there is none)',
    () => {
      const { status, stdout, stderr } = spawnSync(
        'groff',
        ['-man', '-Tutf8', '-ww', '-P-cbou', join(ROOT, MANUAL)],
        { encoding: 'utf8' },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain('pl record [options] [student] [competency] [level] [note...]');
    },
  );

  it.each(pages(ROOT))('the links of %s lead somewhere', (page) => {
    const links = [...text(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    const broken = links.filter(([, path = '', anchor]) => {
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(resolve(ROOT, target))) return true;
      return anchor !== undefined && !anchors(text(target)).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it('the tables of problems name every one that an import can have, and no other', () => {
    const tables = pages(ROOT).map((page) => text(page).split('## Problems')[1] ?? '');
    const named = tables.flatMap((table) =>
      [...table.matchAll(/^\| `([a-z_0-9]+)` \|/gm)].map(([, code]) => code),
    );
    expect([...new Set(named)].sort()).toEqual([...problemCodes()].sort());
  });

  it('every example of the help can be typed as it stands', async () => {
    const isAsking = (command: string) => / --round|^pl record$/.test(command);
    const commands = (await examples()).filter(
      (command) => command !== 'pl demo' && !isAsking(command),
    );
    expect(commands.length).toBeGreaterThan(50);
    const misused = await inEmptyFolder(async (folder) => {
      const scene = { folder, today: '2026-10-02' };
      const runs: { command: string; code: number; text: string }[] = [];
      for (const command of [...SAMPLE_SCHOOL, ...commands])
        runs.push({ command, ...(await run(command, scene)) });
      return runs.filter(({ code }) => code === 2 || code === 70);
    });
    expect(misused).toEqual([]);
  });
});

describe('a page', () => {
  const page = (...lines: string[]) => `${lines.join('\n')}\n`;

  it('is changed where pl says something else', async () => {
    const said = page('```console', '$ pl --version', 'old', '```');
    expect(await executed(said)).not.toBe(said);
    const now = await executed(said);
    expect(await executed(now)).toBe(now);
  });

  it('keeps […] only where the lines around it are still printed', async () => {
    const said = (last: string) =>
      page(
        '```csv a.csv',
        'x',
        'y',
        last,
        '```',
        '',
        '```console',
        '$ cat a.csv',
        '[…]',
        'z',
        '```',
      );
    expect(await executed(said('z'))).toBe(said('z'));
    expect(await executed(said('w'))).not.toContain('[…]');
  });

  it('runs nothing but pl and cat', async () => {
    await expect(executed(page('```console', '$ rm -r x', '```'))).rejects.toThrow(
      'only pl and cat',
    );
  });

  it('has a gradebook of its own and the day that it names', async () => {
    const now = await executed(
      page(
        '<!-- today: 2026-03-01 -->',
        '```console',
        '$ pl init',
        '$ pl student add 1 Ada Lovelace',
        '$ pl log --limit 1',
        '```',
      ),
    );
    expect(now).toContain('made ~/.local/share/pl/gradebook.db\n');
    expect(now).toContain('2026-03-01');
  });
});

/** The anchors of a page's headings as code hosts make them. */
function anchors(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The codes of all problems, as the sources of formats and importing write them. */
function problemCodes(): Set<string> {
  const folders = [
    'src/formats',
    'src/formats/native',
    'src/formats/rosters',
    'src/formats/standards',
    'src/formats/evidence',
    'src/core/importing',
    'src/core/policy-file',
  ];
  const sources = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => text(`${folder}/${name}`)),
  );
  const said = [
    /\bfaults\s*\.(?:error|warning)\(\s*[^,]+,\s*[^,]+,\s*'([a-z_]+)'/g,
    /\b(?:notes\s*\.(?:error|drift|letter|aside)|warning)\(\s*[^,()]+,\s*[^,]+,\s*'([a-z_]+)'/g,
    /\bat\(\s*table,\s*'([a-z_]+)'/g,
    /\bcode: '([a-z_0-9]+)'/g,
    /\b(?:say|fault|sayUnknown)\((?:[^;]*,)?\s*'([a-z_]+_[a-z]+|empty)',/g,
  ];
  return new Set(
    sources.flatMap((source) =>
      said.flatMap((pattern) => [...source.matchAll(pattern)].map(([, code = '']) => code)),
    ),
  );
}
