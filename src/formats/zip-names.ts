/** Names of the entries of a zip: UTF-8 where they can be it, else the letters of the old PC. */
import { isUtf8 } from 'node:buffer';

/** The name with `/` between folders, as old programs under Windows write `\`. */
export function entryName(bytes: Uint8Array, saysUtf8: boolean): string {
  const isUnicode = isUtf8(bytes) && (saysUtf8 || bytes.some((byte) => byte > 127));
  const name = isUnicode ? new TextDecoder().decode(bytes) : oldName(bytes);
  return name.replaceAll('\\', '/');
}

/** Whether a name leads out of the folder into which others would unpack it, or hides its end. */
export function isUnsafe(name: string): boolean {
  return name.includes('\0') || /^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(name);
}

function oldName(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte < 128 ? String.fromCharCode(byte) : (CODE_PAGE_437[byte - 128] ?? ''),
  ).join('');
}

/** 128 to 255 of code page 437, in which zips name their files unless they say otherwise. */
const CODE_PAGE_437 = [
  ...'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀',
  ...'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
];
