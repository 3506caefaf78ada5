/**
 * Copies locked with a passphrase, in the age format (https://age-encryption.org), which the `age` program
 * reads too. They are locked and opened piece by piece: memory does not grow with the file.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { PlError } from '../../core/errors.js';

const BLOCK = 1 << 18;

/** Locks a file into another, which is made for its owner alone and must not be there yet. */
export async function seal(from: string, to: string, passphrase: string): Promise<void> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  await pour(from, to, (pieces) => encrypter.encrypt(pieces));
}

/**
 * Opens a locked file into another, which is made for its owner alone and must not be there yet. Throws
 * `PlError('unreadable')` where the passphrase is another, or the file has been damaged or cut off.
 */
export async function unseal(from: string, to: string, passphrase: string): Promise<void> {
  await pour(from, to, await opener(from, passphrase));
}

/** Whether a locked file opens and holds the bytes of another: what was written can be read again. */
export async function holdsSame(
  locked: string,
  plain: string,
  passphrase: string,
): Promise<boolean> {
  const open = await opener(locked, passphrase);
  const [from, to] = [openSync(locked, 'r'), openSync(plain, 'r')];
  try {
    for await (const piece of (await open(piecesOf(from))) as AsyncIterable<Uint8Array>) {
      const same = Buffer.alloc(piece.length);
      if (readFull(to, same) !== piece.length || !same.equals(piece)) return false;
    }
    return readFull(to, Buffer.alloc(1)) === 0;
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

type Pieces = ReadableStream<Uint8Array>;

async function opener(
  path: string,
  passphrase: string,
): Promise<(pieces: Pieces) => Promise<Pieces>> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return async (pieces) => {
    try {
      return await decrypter.decrypt(pieces);
    } catch (error) {
      throw notOpened(path, error);
    }
  };
}

async function pour(
  from: string,
  to: string,
  turn: (pieces: Pieces) => Promise<Pieces>,
): Promise<void> {
  const [source, target] = [openSync(from, 'r'), openSync(to, 'wx', 0o600)];
  try {
    for await (const piece of (await turn(piecesOf(source))) as AsyncIterable<Uint8Array>)
      writeFull(target, piece);
  } catch (error) {
    throw isFault(error) ? error : notOpened(from, error);
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

/** The system says what went wrong by a code; the library by words. */
const isFault = (error: unknown) =>
  error instanceof PlError || typeof (error as { code?: unknown }).code === 'string';

function notOpened(path: string, error: unknown): unknown {
  if (isFault(error)) return error;
  return new PlError(
    'unreadable',
    `${path} cannot be opened: the passphrase is not that of this copy, or the file is damaged`,
  );
}

function piecesOf(file: number): Pieces {
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const block = new Uint8Array(BLOCK);
        const length = readSync(file, block, 0, BLOCK, null);
        if (length === 0) controller.close();
        else controller.enqueue(block.subarray(0, length));
      },
    },
    { highWaterMark: 1 },
  );
}

function readFull(file: number, into: Uint8Array): number {
  let at = 0;
  while (at < into.length) {
    const length = readSync(file, into, at, into.length - at, null);
    if (length === 0) break;
    at += length;
  }
  return at;
}

function writeFull(file: number, piece: Uint8Array): void {
  for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at, piece.length - at);
}
