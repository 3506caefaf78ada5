/**
 * Entries of several gradebooks as one history: which are the same, in which order they come, and what
 * those of two copies of one gradebook are called where both were written on.
 */
import type { Day } from '../model.js';

/** An entry as a gradebook has it. */
export interface SaidEntry {
  readonly gradebook: string;
  readonly number: number;
  /** UTC instant. */
  readonly at: string;
  readonly day: Day;
  readonly command: string;
  /** Drawn by lot; 0 in entries of an older pl. */
  readonly mark: number;
}

/** The mark of an entry; one that has none is told by what is known of it. */
export function markOf({ mark, gradebook, number, at, day, command }: SaidEntry): number {
  return mark === 0 ? hash(`${gradebook} ${number} ${at} ${day} ${command}`, 1) || 1 : mark;
}

/** The same for one entry wherever it is found, whatever its gradebook is called by now. */
export function entryKey(entry: SaidEntry): string {
  return `${entry.number} ${markOf(entry)} ${entry.at}`;
}

/**
 * The order of a history: by day, instant and number; what remains is settled by the marks, as a gradebook may
 * be called otherwise where others were brought in before.
 */
export function inOrder(a: SaidEntry, b: SaidEntry): number {
  return (
    compare(a.day, b.day) ||
    compare(a.at, b.at) ||
    a.number - b.number ||
    markOf(a) - markOf(b) ||
    compare(a.gradebook, b.gradebook)
  );
}

/**
 * The gradebook by which each entry is named, by its key. Copies of one gradebook that were both
 * written on have different entries of one number: from there on the copy whose first is earlier keeps
 * the name, and each other one goes on under a name made from its own first. So the names are the same
 * in whichever order copies come together.
 */
export function gradebookNames(
  sources: readonly (readonly SaidEntry[])[],
): ReadonlyMap<string, string> {
  const chains = sources.map((entries) =>
    entries.map((entry): Named => ({ key: entryKey(entry), entry, name: entry.gradebook })),
  );
  const waiting = new Set(chains.flatMap((chain) => chain.map(({ name }) => name)));
  for (const name of waiting) {
    waiting.delete(name);
    for (const branch of branchOff(chains, name)) waiting.add(branch).add(name);
  }
  return settled(chains);
}

interface Named {
  readonly key: string;
  readonly entry: SaidEntry;
  name: string;
}

/** Gives the later ones of the first entries that differ under a name their own; says which. */
function branchOff(chains: readonly (readonly Named[])[], name: string): string[] {
  const byNumber = new Map<number, Map<string, SaidEntry>>();
  for (const chain of chains)
    for (const one of chain) {
      if (one.name !== name) continue;
      const same = byNumber.get(one.entry.number) ?? new Map<string, SaidEntry>();
      byNumber.set(one.entry.number, same.set(one.key, one.entry));
    }
  let number = Number.POSITIVE_INFINITY;
  for (const [n, same] of byNumber) if (same.size > 1 && n < number) number = n;
  const [, ...later] = [...(byNumber.get(number)?.values() ?? [])].sort(inOrder);
  return later.map((first) => {
    const key = entryKey(first);
    const branch = branchName(first);
    for (const chain of chains) {
      if (!chain.some((one) => one.name === name && one.key === key)) continue;
      for (const one of chain)
        if (one.name === name && one.entry.number >= number) one.name = branch;
    }
    return branch;
  });
}

/** One name an entry: where a gradebook knows of a branch of which another does not, the branch. */
function settled(chains: readonly (readonly Named[])[]): ReadonlyMap<string, string> {
  const branches = new Map<string, number>();
  for (const chain of chains)
    for (const { entry } of chain) branches.set(branchName(entry), entry.number);
  const rank = (name: string) => branches.get(name) ?? 0;
  const names = new Map<string, string>();
  for (const chain of chains)
    for (const { key, name } of chain) {
      const known = names.get(key) ?? name;
      const isNearer = rank(name) - rank(known) || compare(known, name);
      names.set(key, isNearer > 0 ? name : known);
    }
  return names;
}

const SIGNS = '23456789abcdefghjkmnpqrstuvwxy';

/** What a copy is called that goes on with this entry: 8 signs, as every gradebook's name. */
export function branchName(first: SaidEntry): string {
  const key = entryKey(first);
  return Array.from({ length: 8 }, (_, place) => SIGNS[hash(key, place + 2) % SIGNS.length]).join(
    '',
  );
}

/** 32 bits of a text, another for each seed. */
function hash(text: string, seed: number): number {
  let bits = Math.imul(seed, 0x9e3779b1);
  for (let at = 0; at < text.length; at++)
    bits = Math.imul((bits ^ text.charCodeAt(at)) >>> 0, 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  return (bits ^ (bits >>> 13)) >>> 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
