/** What a user has said about herself, kept in her own folder: for now, the name the log shows. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from './files.js';

interface Place {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
}

export interface Config {
  /** Who types, as the log shows it. */
  readonly me?: string;
}

/** What was kept; empty where nothing was, or where it cannot be read. */
export function readConfig(place: Place): Config {
  try {
    const kept = JSON.parse(readFileSync(configFile(place), 'utf8')) as Config;
    return typeof kept.me === 'string' ? { me: kept.me } : {};
  } catch {
    return {};
  }
}

/** Keeps it, readable by its owner alone. Throws `PlError('unreadable')` where it can't. */
export function writeConfig(place: Place, config: Config): void {
  const file = configFile(place);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(file, `${JSON.stringify(config, null, 2)}\n`);
}

function configFile({ env, home, platform }: Place): string {
  if (platform === 'win32') {
    return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'pl', 'config.json');
  }
  if (platform === 'darwin')
    return join(home, 'Library', 'Application Support', 'pl', 'config.json');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'pl', 'config.json');
}
