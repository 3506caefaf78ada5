/**
 * Power cuts, made up from what a run asked of the system: what was flushed is on the disk, and of what came
 * later each sector is or is not, in any mixture.
 */
import { readFileSync } from 'node:fs';

/** What a run did to a file, or that it said something on standard output. */
export type Act =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'flush' | 'remove'; readonly file: string }
  | { readonly kind: 'say' };

/** What `strace` is to write down, with all bytes. */
export const TRACE = [
  ...['-f', '-y', '-xx', '-s', '2000000'],
  ...['-e', 'trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink'],
];

const CALL =
  /^\d+ +(pwrite64|write|fsync|fdatasync|ftruncate|unlink)\((?:(\d+)<([^>]*)>|"([^"]*)")(?:, )?(.*)\) += (-?\d+)/;

/** The acts of a trace, in order; those that failed are none. */
export function actsOf(trace: string): Act[] {
  return readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line): Act[] => {
      const [, call, descriptor, open, named, rest = '', result] = CALL.exec(line) ?? [];
      if (call === undefined || Number(result) < 0) return [];
      const file = plain(open ?? named ?? '').toString();
      if (call === 'write') return descriptor === '1' ? [{ kind: 'say' }] : [];
      if (call === 'pwrite64') {
        const [, text = '', at = ''] = /^"([^"]*)"(?:\.\.\.)?, \d+, (\d+)$/.exec(rest) ?? [];
        return [{ kind: 'write', file, at: Number(at), bytes: plain(text) }];
      }
      if (call === 'ftruncate') return [{ kind: 'truncate', file, size: Number(rest) }];
      return [{ kind: call === 'unlink' ? 'remove' : 'flush', file }];
    });
}

/** Bytes as `strace` writes them: as they are, or in hexadecimal. */
function plain(text: string): Buffer {
  return Buffer.from(
    text.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}

const SECTOR = 512;

/**
 * What a disk may hold of a file after so many acts; null: there is no such file. `chance` says of each
 * sector that was not flushed, and of each other act, whether the disk has it.
 */
export function afterCut(
  base: Buffer | null,
  acts: readonly Act[],
  file: string,
  chance: () => boolean,
): Buffer | null {
  const own = acts.filter((act) => act.kind !== 'say' && act.file === file);
  const flushed = own.findLastIndex(({ kind }) => kind === 'flush');
  let found = base;
  for (const [n, act] of own.entries()) {
    const isSure = n < flushed;
    if (act.kind === 'remove') found = isSure || chance() ? null : found;
    else if (act.kind === 'truncate') {
      if (isSure || chance()) found = resized(found ?? Buffer.alloc(0), act.size);
    } else if (act.kind === 'write') {
      for (let from = 0; from < act.bytes.length; from += SECTOR)
        if (isSure || chance())
          found = written(found, act.at + from, act.bytes.subarray(from, from + SECTOR));
    }
  }
  return found;
}

function resized(bytes: Buffer, size: number): Buffer {
  const other = Buffer.alloc(size);
  bytes.copy(other, 0, 0, size);
  return other;
}

function written(bytes: Buffer | null, at: number, more: Buffer): Buffer {
  const end = at + more.length;
  const room =
    bytes === null || bytes.length < end ? resized(bytes ?? Buffer.alloc(0), end) : bytes;
  more.copy(room, at);
  return room;
}
