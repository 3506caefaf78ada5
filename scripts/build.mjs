/**
 * Bundles `src` into `dist`. One CommonJS file holds our own code and what every command needs, since
 * node reads one file faster than twenty; the libraries that only some commands need stand beside it
 * and load when asked for. A second file holds the everyday verbs alone, a third as much to load: a run
 * loads one of the two and never both. A third is what the other thread of a rollup runs. The licences of
 * all that is inside are gathered in one text.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const { EVERYDAY } = createRequire(import.meta.url)('../bin/compiled.js');

/** Libraries in files of their own; the prompts are several that share one. */
const PROMPTS = './prompts.js';
const LIBRARIES = {
  [PROMPTS]: 'prompts',
  'age-encryption': 'age-encryption',
  chalk: 'chalk',
  'cli-progress': 'cli-progress',
  'cli-table3': 'cli-table3',
  'csv-parse/sync': 'csv-parse',
  'csv-stringify/sync': 'csv-stringify',
  fflate: 'fflate',
  'iconv-lite': 'iconv-lite',
  'read-excel-file/universal': 'read-excel-file',
  'write-excel-file/universal': 'write-excel-file',
  yaml: 'yaml',
};

const common = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: true,
  outExtension: { '.js': '.cjs' },
  // `import()` becomes a late `require`, which needs no loader of modules.
  supported: { 'dynamic-import': false },
  metafile: true,
  logLevel: 'warning',
};

rmSync('dist', { recursive: true, force: true });
const PROGRAM = 'src/bundle.ts';
const everyday = await program('everyday', PROGRAM, [onlyVerbs(EVERYDAY)]);
const whole = await program('main', PROGRAM, []);
const judging = await program('judging', 'src/store/rollup/thread.ts', []);
const libraries = await build({
  ...common,
  entryPoints: Object.entries(LIBRARIES).map(([name, out]) => ({
    in: name === PROMPTS ? 'src/prompts.ts' : name,
    out,
  })),
  outdir: 'dist/lib',
});
for (const file of ['dist/everyday.cjs', 'dist/main.cjs', 'dist/judging.cjs']) {
  if (readFileSync(file).every((byte) => byte <= 127)) continue;
  throw new Error(`${file} must be plain ASCII: write other letters as \\u escapes in patterns`);
}
const inside = [everyday, whole, judging, libraries].flatMap(({ metafile }) =>
  Object.keys(metafile.inputs),
);
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licences(inside));

/** A program in one file, as the launcher or a thread loads it. */
function program(name, from, plugins) {
  return build({
    ...common,
    entryPoints: { [name]: from },
    outdir: 'dist',
    plugins: [...plugins, librariesBeside(), withoutSubprocesses()],
    define: { 'import.meta.url': '__here' },
    banner: { js: "const __here = require('node:url').pathToFileURL(__filename).href;" },
  });
}

/** Leaves the other verbs out: they are known by name and summary alone. */
function onlyVerbs(names) {
  return {
    name: 'only-verbs',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\// }, ({ path, importer, kind }) => {
        const isVerb = kind === 'dynamic-import' && importer.endsWith(join('commands', 'index.ts'));
        if (!isVerb || names.includes(path.slice('./'.length, -'.js'.length))) return undefined;
        return { path: 'left-out', namespace: 'left-out' };
      });
      bundler.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
        contents: 'throw new Error("this verb is in the other file")',
      }));
    },
  };
}

/** Leaves the libraries out of the main file. */
function librariesBeside() {
  return {
    name: 'libraries-beside',
    setup(bundler) {
      bundler.onResolve({ filter: /^[@a-z]|^\.\/prompts/ }, ({ path }) =>
        path in LIBRARIES ? { path: `./lib/${LIBRARIES[path]}.cjs`, external: true } : undefined,
      );
    },
  };
}

/** commander can run commands as programs of their own; `pl` has none, and that part of node takes time. */
function withoutSubprocesses() {
  return {
    name: 'without-subprocesses',
    setup(bundler) {
      bundler.onResolve({ filter: /^node:child_process$/ }, () => ({
        path: 'none',
        namespace: 'none',
      }));
      bundler.onLoad({ filter: /.*/, namespace: 'none' }, () => ({
        contents: 'module.exports = {}',
      }));
    },
  };
}

/** The licence text of every package that went into the bundle. */
function licences(inputs) {
  const folders = new Set(
    inputs.filter((input) => input.includes('node_modules/')).map(packageFolder),
  );
  return [...folders].sort().map(licence).join('\n');
}

function packageFolder(input) {
  const [, path] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
  return path ?? dirname(input);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const names = [
    'LICENSE',
    'LICENSE.md',
    'license',
    'license.md',
    'LICENCE',
    'LICENSE.txt',
    'LICENSE-MIT',
  ];
  for (const file of names) {
    try {
      return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
    } catch {}
  }
  return `${name} ${version} (${license})\n`;
}
