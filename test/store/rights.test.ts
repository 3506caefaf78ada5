/** Who else can get at the gradebook, on every system. */
import { expect, test } from 'vitest';
import { type GuardedPlace, rightsWarnings } from '../../src/store/rights.js';

const POSIX: GuardedPlace = {
  path: '/home/fair/school/gradebook.db',
  platform: 'linux',
  fileMode: 0o600,
  folderMode: 0o700,
  profile: '',
};

test.each([
  ['her own', 0o600, 0o700, []],
  ['in a folder that others may list', 0o600, 0o755, []],
  ['in a folder like /tmp', 0o600, 0o1777, []],
  ['not known', null, null, []],
  [
    'readable by all',
    0o644,
    0o755,
    [/may read the gradebook \(0644\): chmod 600 \/home\/fair\/school\/gradebook\.db$/],
  ],
  ['readable by the group', 0o640, 0o700, [/may read the gradebook \(0640\)/]],
  ['writable by the group', 0o660, 0o700, [/may change the gradebook \(0660\)/]],
  [
    'in a folder in which others may write',
    0o600,
    0o777,
    [/in place of the gradebook .*0777\): chmod go-w \/home\/fair\/school$/],
  ],
])('%s', (_name, fileMode, folderMode, said) => {
  const warnings = rightsWarnings({ ...POSIX, fileMode, folderMode });
  expect(warnings).toEqual(said.map((pattern) => expect.stringMatching(pattern)));
});

test('the command can be typed whatever the name of the file', () => {
  const [warning] = rightsWarnings({
    ...POSIX,
    path: "/home/fair/Ms Fair's $HOME",
    fileMode: 0o644,
  });
  expect(warning).toMatch(/chmod 600 '\/home\/fair\/Ms Fair'\\''s \$HOME'$/);
});

const WINDOWS = { ...POSIX, platform: 'win32', fileMode: 0o666, profile: 'C:\\Users\\fair' };

test.each([
  ['C:\\Users\\fair\\AppData\\Roaming\\pl\\gradebook.db', 'no warning'],
  ['c:/users/FAIR/class.db', 'no warning'],
  ['C:\\Users\\fairy\\class.db', 'outside your own folder'],
  ['D:\\school\\class.db', 'outside your own folder'],
  ['\\\\server\\staff\\class.db', 'on a share'],
])('on Windows %s: %s', (path, said) => {
  const [warning = 'no warning'] = rightsWarnings({ ...WINDOWS, path });
  expect(warning).toContain(said);
});
