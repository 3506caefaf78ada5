/** Where a gradebook lies when nobody says. */
import { join } from 'node:path';

interface Place {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
}

/** `gradebook.db` in the user's data folder: XDG, Library or AppData. */
export function defaultGradebook({ env, home, platform }: Place): string {
  if (platform === 'win32') {
    return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'pl', 'gradebook.db');
  }
  if (platform === 'darwin') {
    return join(home, 'Library', 'Application Support', 'pl', 'gradebook.db');
  }
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'pl', 'gradebook.db');
}
