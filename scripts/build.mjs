/** Bundles `src` into `dist`, in chunks that load when needed, and gathers the licences of what is inside. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { main: 'src/bundle.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  chunkNames: 'chunk-[hash]',
  // CommonJS packages inside the bundle ask for node's own modules by require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licences(Object.keys(metafile.inputs)));

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
