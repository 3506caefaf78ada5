/** The pages of the project: which there are, and what each should say by now. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manual } from './manual.js';
import { reference } from './reference.js';
import { executed } from './transcript.js';

/** README and every page of docs, by its path from the root of the project. */
export function pages(root: string): string[] {
  const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.sort().map((name) => `docs/${name}`)];
}

/** The page of `man pl`. */
export const MANUAL = 'man/pl.1';

/** The page as the program of today would have it. */
export async function truth(root: string, page: string): Promise<string> {
  if (page === 'docs/cli.md') return reference();
  if (page === MANUAL) return manual();
  return executed(readFileSync(join(root, page), 'utf8'));
}

/** Writes every page anew; returns those that changed. */
export async function writePages(root: string): Promise<string[]> {
  const changed: string[] = [];
  for (const page of new Set([...pages(root), 'docs/cli.md', MANUAL])) {
    const now = await truth(root, page);
    if (isSaid(join(root, page), now)) continue;
    mkdirSync(dirname(join(root, page)), { recursive: true });
    writeFileSync(join(root, page), now);
    changed.push(page);
  }
  return changed;
}

function isSaid(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}
