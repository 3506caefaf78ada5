/** UUIDs that a name always gives again (RFC 9562, version 5). */

/** The namespace of all names that `pl` makes identifiers of. */
const NAMESPACE = Uint8Array.of(
  0x6f,
  0x1d,
  0x3c,
  0x52,
  0x8a,
  0x0e,
  0x4b,
  0x77,
  0x9c,
  0x35,
  0x2e,
  0xd1,
  0x40,
  0xb8,
  0x6a,
  0xf3,
);

/** The UUID of a name. */
async function uuidOf(name: string): Promise<string> {
  const text = new TextEncoder().encode(name);
  const whole = new Uint8Array(NAMESPACE.length + text.length);
  whole.set(NAMESPACE);
  whole.set(text, NAMESPACE.length);
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-1', whole));
  const bytes = [...hash.subarray(0, 16)];
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The UUIDs of many names, each once. */
export async function uuidsOf(names: Iterable<string>): Promise<(name: string) => string> {
  const found = new Map<string, string>();
  for (const name of new Set(names)) found.set(name, await uuidOf(name));
  return (name) => found.get(name) ?? '';
}
