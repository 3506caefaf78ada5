import { expect, it } from 'vitest';
import { conflictedCopies, syncService } from '../../src/store/synced.js';

const nothing = () => false;
const place = (folder: string) => ({ folder, env: {}, holds: nothing });

it.each([
  ['C:\\Users\\fair\\OneDrive\\pl', 'OneDrive'],
  ['C:\\Users\\fair\\OneDrive - Hill School\\pl', 'OneDrive'],
  ['/Users/fair/Library/CloudStorage/OneDrive-HillSchool/pl', 'OneDrive'],
  ['/u/fair/Dropbox/pl', 'Dropbox'],
  ['/u/fair/Dropbox (Hill School)/pl', 'Dropbox'],
  ['/Users/fair/Library/CloudStorage/GoogleDrive-fair@hill.example/My Drive', 'Google Drive'],
  ['G:\\My Drive\\pl', 'Google Drive'],
  ['/Users/fair/Library/Mobile Documents/com~apple~CloudDocs/pl', 'iCloud Drive'],
  ['/u/fair/Nextcloud/pl', 'Nextcloud'],
  ['/Users/fair/Library/CloudStorage/Box-Box/pl', 'Box'],
  ['/u/fair/pCloudDrive/pl', 'pCloud'],
  ['/Users/fair/Library/CloudStorage/ProtonDrive-fair@proton.example/pl', 'Proton Drive'],
])('%s is kept in step by %s', (folder, service) => {
  expect(syncService(place(folder))).toBe(service);
});

it.each([
  '/u/fair/.local/share/pl',
  '/u/fair/my-dropbox-notes/pl',
  '/u/fair/box/pl',
  'C:\\Users\\fair\\AppData\\Roaming\\pl',
  '/Users/fair/Library/Application Support/pl',
])("%s is nobody else's", (folder) => {
  expect(syncService(place(folder))).toBe(null);
});

it('is told by what services leave in a folder or one above it', () => {
  const holds = (folder: string, name: string) => folder === '/srv/share' && name === '.stfolder';
  expect(syncService({ folder: '/srv/share/school/pl', env: {}, holds })).toBe('Syncthing');
  expect(syncService({ folder: '/srv/other', env: {}, holds })).toBe(null);
});

it('is told by where OneDrive says that it is', () => {
  const env = { OneDriveCommercial: 'D:\\Cloud\\' };
  expect(syncService({ folder: 'd:\\cloud\\pl', env, holds: nothing })).toBe('OneDrive');
  expect(syncService({ folder: 'D:\\Cloudy\\pl', env, holds: nothing })).toBe(null);
});

it('knows the names that services give to conflicting copies', () => {
  const conflicting = [
    "gradebook (Ms Fair's conflicted copy 2026-10-01).db",
    'gradebook (conflicted copy 2026-10-01 090000).db',
    'gradebook.sync-conflict-20261001-090000-ABCDEFG.db',
    'gradebook_conflict-20261001-090000.db',
  ];
  const others = ['gradebook.db', 'gradebook.db-wal', 'gradebook-2026.db', 'conflict.md'];
  expect(conflictedCopies('gradebook.db', [...others, ...conflicting])).toEqual(
    [...conflicting].sort(),
  );
});
