/** Hashes under a key, and keys for them. The part of node that makes them is loaded when one is asked for. */
import { createRequire } from 'node:module';

/** HMAC-SHA-256 of a text: 32 bytes, which say nothing of it to who has not the key. */
export function keyedHash(key: string, text: string): Buffer {
  const { createHmac } = createRequire(import.meta.url)(
    'node:crypto',
  ) as typeof import('node:crypto');
  return createHmac('sha256', key).update(text).digest();
}

/** Random bytes as hexadecimal digits. */
export function randomKey(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
}
