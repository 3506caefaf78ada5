/**
 * Documents that are executed. A page is run from top to bottom in an empty folder with a gradebook
 * of its own: each ```csv NAME or ```yaml NAME block is written to that file, each ```console block is typed, and
 * what `pl` prints takes the place of what stood there. A page tells the truth when running it
 * changes nothing.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fixture } from '../../src/fixtures.js';
import type { Io } from '../../src/io.js';
import { main } from '../../src/main.js';

/** The page as it is after its commands were run. Throws where a block cannot be understood. */
export function executed(page: string): Promise<string> {
  return inEmptyFolder((folder) => playedThrough(page, folder));
}

/** Acts in a new folder that is gone afterwards, with the sample school in `fixtures`. */
export async function inEmptyFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'pl-docs-'));
  const back = process.cwd();
  try {
    process.chdir(enter(folder));
    return await act(folder);
  } finally {
    process.chdir(back);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A home, and beside it the folder that the reader is in, with the sample school as in a clone. */
function enter(folder: string): string {
  mkdirSync(join(folder, 'home'));
  mkdirSync(join(folder, 'work'));
  cpSync(fixture(''), join(folder, 'work', 'fixtures'), { recursive: true });
  return join(folder, 'work');
}

/** A fenced block; `info` is what stands behind the opening fence. */
const BLOCK = /^```(?<info>\S[^\n]*)\n(?<body>[\s\S]*?)^```$/gm;

/** `<!-- today: 2026-10-02 -->` sets the clock for what follows. */
const TODAY = /<!-- today: (\d{4}-\d{2}-\d{2}) -->/g;

async function playedThrough(page: string, folder: string): Promise<string> {
  const parts: string[] = [];
  let end = 0;
  let today = '2026-10-02';
  for (const block of page.matchAll(BLOCK)) {
    const { info = '', body = '' } = block.groups ?? {};
    const prose = page.slice(end, block.index);
    today = [...prose.matchAll(TODAY)].at(-1)?.[1] ?? today;
    parts.push(prose, `\`\`\`${info}\n${await played(info, body, { folder, today })}\`\`\``);
    end = block.index + block[0].length;
  }
  return [...parts, page.slice(end)].join('');
}

/** Where and when a command is typed. */
export interface Scene {
  readonly folder: string;
  readonly today: string;
}

async function played(info: string, body: string, scene: Scene): Promise<string> {
  const [language, file] = info.split(' ');
  if ((language === 'csv' || language === 'yaml') && file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  return language === 'console' ? typed(body, scene) : body;
}

/** The block with what each command of it prints now. */
async function typed(body: string, scene: Scene): Promise<string> {
  const [before, ...steps] = body.split(/^\$ /m);
  if (before !== '') throw new Error(`a console block begins with a command: ${before}`);
  let text = '';
  for (const step of steps) {
    const [command = '', ...lines] = step.split('\n');
    const now = steady(await output(command, scene), scene.folder);
    const printed = now === '' || now.endsWith('\n') ? now : `${now}\n`;
    text += `$ ${command}\n${elided(lines.join('\n'), printed)}`;
  }
  return text;
}

/** A line `[…]` stands for any lines: kept as it is where the rest is printed still. */
const ELISION = '[…]\n';

function elided(said: string, printed: string): string {
  const pieces = said.replace(/\n+$/, '\n').split(ELISION);
  if (pieces.length === 1) return withGap(said, printed);
  const pattern = pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const fits = new RegExp(`^${pattern.join('(?:.*\\n)*')}$`).test(printed);
  return withGap(said, fits ? pieces.join(ELISION) : printed);
}

/** An empty line before the next command is the page's own. */
function withGap(said: string, printed: string): string {
  return said.endsWith('\n\n') || said === '\n' ? `${printed}\n` : printed;
}

/** What a command prints, or `cat` piped into one. Throws at a bug, and at what is no command of a page. */
async function output(typed: string, scene: Scene): Promise<string> {
  const [, piped, command] = /^cat (\S+) \| (.*)$/.exec(typed) ?? [null, null, typed];
  const [program, ...files] = wordsOf(command ?? typed);
  const contents = (names: readonly string[]) =>
    names.map((name) => readFileSync(name, 'utf8')).join('');
  if (program === 'cat') return contents(files);
  if (program !== 'pl') throw new Error(`only pl and cat are run in a page: ${typed}`);
  const stdin = contents(piped === null || piped === undefined ? [] : [piped]);
  const { code, text } = await run(command ?? typed, scene, stdin);
  if (code === 70) throw new Error(`a bug in pl at "${command}":\n${text}`);
  return text;
}

/** Runs `pl …`; the text is messages and data as a terminal shows them. */
export async function run(
  command: string,
  scene: Scene,
  piped = '',
): Promise<{ code: number; text: string }> {
  let text = '';
  const own = terminal(scene, (more) => {
    text += more;
  });
  const io = { ...own, readStdin: async () => new TextEncoder().encode(piped) };
  const code = await main(wordsOf(command).slice(1), io);
  return { code, text };
}

/** The words of a command as a shell reads them: double quotes keep words together. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));
}

/** A teacher's computer at half past three, 80 columns wide, with nobody there to be asked. */
export function terminal({ folder, today }: Scene, print: (text: string) => void): Io {
  const nobody = () => Promise.reject(new Error('a page asks no questions'));
  return {
    out: (data) => print(String(data)),
    err: print,
    env: {},
    interactive: false,
    outIsTerminal: false,
    errIsTerminal: false,
    width: 80,
    now: () => new Date(`${today}T15:30:00`),
    readStdin: () => Promise.resolve(new Uint8Array()),
    readLines: nobody,
    home: join(folder, 'home'),
    platform: 'linux',
    user: 'teacher',
    ask: () => ({ text: nobody, secret: nobody, choose: nobody, search: nobody, walk: nobody }),
  };
}

/** The text with what differs from run to run replaced: folders, and the gradebook's random name. */
function steady(text: string, folder: string): string {
  return text
    .replaceAll(join(folder, 'home'), '~')
    .replace(new RegExp(`${tmpdir()}/pl-demo-\\w+`, 'g'), '/tmp/pl-demo')
    .replace(/\b[2-9a-z]{8}-(\d+-\d+\b|\d+(?=\)| {2}))/g, 'abcd2345-$1')
    .replaceAll('\r\n', '\n');
}
