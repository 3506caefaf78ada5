/** Zips of files, the same bytes for the same files on every day. */

/** Zips know no years before. */
const EPOCH = new Date(1980, 0, 1);

/** The files at the root of a zip, in this order, by name. */
export async function zipped(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  return zipSync(Object.fromEntries(files), { mtime: EPOCH, level: 6 });
}
