/** The database engine: finding it, and opening a file or bytes with it. */
import { createRequire } from 'node:module';
import Database from 'better-sqlite3';
import { PlError } from '../core/errors.js';

/**
 * Opens what lies at a path, or what some bytes hold, in memory. The binding's path is given, as looking for
 * it takes a third of the time to open. Throws what SQLite says, and `PlError('unreadable')` where it was not built.
 */
export function connectTo(
  from: string | Buffer,
  options: Database.Options = {},
): Database.Database {
  const require = createRequire(import.meta.url);
  const nativeBinding = bindingPath(require.resolve);
  return new Database(from, { nativeBinding, timeout: 1000, ...options });
}

function bindingPath(resolve: NodeJS.RequireResolve): string {
  try {
    return resolve('better-sqlite3/build/Release/better_sqlite3.node');
  } catch {
    throw new PlError(
      'unreadable',
      'the database engine was not built when pl was installed',
      'npm install -g --allow-scripts=better-sqlite3 pl-gradebook',
    );
  }
}
