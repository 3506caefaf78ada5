/** Which disk is said to be full, where one file is copied beside another. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GRADEBOOK, sampleSchool } from '../support/pl.js';
import { OWN_MOUNTS } from '../trials/harms.js';
import { has, sh } from './shell.js';

const canMount = has(
  ...(OWN_MOUNTS as [string, ...string[]]),
  'sh',
  '-c',
  'mount -t tmpfs none /mnt',
);

describe.skipIf(!canMount)('a full disk', () => {
  it.each([
    ['merge other.db', 'disk/g.db'],
    ['restore other.db --yes', 'disk/g.db'],
    ['split --db other.db --section 7A -o disk/s.db', 'disk/s.db'],
  ])('is that of what pl %s would write', async (command, place) => {
    await sampleSchool();
    writeFileSync('other.db', readFileSync(GRADEBOOK));
    writeFileSync(
      'script',
      `mkdir disk; mount -t tmpfs -o size=3m none disk; "$NODE" "$LAUNCHER" init --db disk/g.db
       head -c 2700000 /dev/zero >disk/fill
       PL_DB=disk/g.db "$NODE" "$LAUNCHER" ${command}`,
    );
    const { code, err } = sh(`exec ${OWN_MOUNTS.join(' ')} bash script`);
    expect({ code, err }).toMatchObject({ code: 1 });
    expect(err).toMatch(new RegExp(`pl: \\S*${place} could not be written: the disk is full`));
  });
});
