/** Where a user's own files lie, as each system has it. */
import { join } from 'node:path';

/** What tells it. */
export interface Place {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
}

/** Gradebooks; settings; what is remembered from run to run. */
type Sort = 'data' | 'config' | 'state';

/** The path of a file of that sort: XDG, Library or AppData. */
export function ownFile({ env, home, platform }: Place, sort: Sort, name: string): string {
  if (platform === 'win32') return join(windowsFolder(env, home, sort), 'pl', name);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'pl', name);
  const [variable, otherwise] = XDG[sort];
  return join(env[variable] || join(home, otherwise), 'pl', name);
}

function windowsFolder(env: Place['env'], home: string, sort: Sort): string {
  if (sort === 'state') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
  return env.APPDATA ?? join(home, 'AppData', 'Roaming');
}

const XDG = {
  data: ['XDG_DATA_HOME', '.local/share'],
  config: ['XDG_CONFIG_HOME', '.config'],
  state: ['XDG_STATE_HOME', '.local/state'],
} as const;
