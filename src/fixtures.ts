/** Where the sample school lies that is shipped with the program: beside `src` as beside `dist`. */
import { fileURLToPath } from 'node:url';

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}
