/** Guids as files write them: bare, in braces, as a urn or at the end of an address. */

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const BARE = new RegExp(`^${UUID}$`, 'i');
const AT_END = new RegExp(`(?:^|[/:#={])(${UUID})[/}]?$`, 'i');

/** Whether it is a UUID and nothing else. */
export function isUuid(text: string): boolean {
  return BARE.test(text);
}

/** The guid that an identifier or address says: the UUID at its end, else all of it. */
export function guidIn(text: string): string {
  const plain = text.trim();
  return AT_END.exec(plain)?.[1] ?? plain;
}

/** The key under which a guid is known, without regard to case. */
export function guidKey(text: string): string {
  return guidIn(text).toLowerCase();
}

/** The keys under which the end of an association may be known: as it is, else by the end of its address. */
export function guidKeys(text: string): readonly string[] {
  const key = guidKey(text);
  const tail = /^(?:https?:\/\/|urn:).*[/:#=]([^/:#=]+)\/?$/.exec(key)?.[1];
  return tail === undefined ? [key] : [key, tail];
}
