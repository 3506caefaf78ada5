/** What is given instead of a file and can be none: a device whose bytes never end, a pipe of which a copy is to be made. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { pl, smallSchool } from '../support/pl.js';

beforeEach(smallSchool);

describe.skipIf(!existsSync('/dev/zero'))('a device that never ends', () => {
  it.each([
    'import evidence',
    'import roster',
    'import standards',
    'policy import',
    'nightly',
    'merge',
    'backup --passphrase-file',
  ])('is refused by pl %s', async (command) => {
    expect(await pl(`${command} /dev/zero`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('/dev/zero is a device, not a'),
    });
  });

  it.each(['check', 'restore --yes'])('is no file for pl %s', async (command) => {
    const { code, err } = await pl(`${command} /dev/zero`);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringMatching(/zero is no file/) });
  });

  it('is not the one in which there is nothing', async () => {
    expect(await pl('import evidence /dev/null')).toMatchObject({ code: 3 });
  });
});

describe.skipIf(process.platform === 'win32')('a pipe that nobody writes into', () => {
  it.each(['check', 'restore --yes'])('is no file for pl %s', async (command) => {
    execFileSync('mkfifo', ['pipe']);
    const { code, err } = await pl(`${command} pipe`);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringMatching(/pipe is no file/) });
  });
});
