/** `npm run docs`: runs every page of the documentation and writes down what `pl` says now. */
import { rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
// One folder deep like src, so that the sample school is found beside it.
const bundle = `${root}dist/write-docs.mjs`;

try {
  await build({
    entryPoints: [`${root}test/docs/pages.ts`],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const { writePages } = await import(pathToFileURL(bundle).href);
  const changed = await writePages(root);
  console.log(changed.length === 0 ? 'the pages are up to date' : `rewrote ${changed.join(', ')}`);
} finally {
  rmSync(bundle, { force: true });
}
