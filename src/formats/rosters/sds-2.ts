/**
 * Microsoft School Data Sync, versions 2 and 2.1. Their files are called like those of OneRoster, but
 * there is no manifest, no status and, in enrollments, no id; version 2.1 has the roles in `roles.csv`.
 */
import type { Glimpse } from '../format.js';
import type { RosterFormat } from './format.js';
import { hasColumns, partOf } from './part-signs.js';
import { SDS_PARTS, SDS_V2_PARTS } from './sds-2-parts.js';
import { readSds } from './sds-2-reading.js';

export const sds2: RosterFormat = {
  name: 'sds-2',
  title: 'School Data Sync V2',
  many: true,
  recognise: (files) => {
    if (!isSds(files) || isThere(files, 'roles')) return null;
    const users = files.find((file) => partOf(SDS_PARTS, file)?.key === 'users');
    if (users === undefined || !hasColumns(users, 'sourcedid', 'role')) return null;
    return 'users.csv has a role and no status, as in School Data Sync V2';
  },
  read: (members) => readSds(members, 'School Data Sync V2', SDS_V2_PARTS),
};

export const sds21: RosterFormat = {
  name: 'sds-2.1',
  title: 'School Data Sync V2.1',
  many: true,
  recognise: (files) => {
    if (!isSds(files)) return null;
    if (isThere(files, 'roles'))
      return 'roles.csv has neither ids nor a status, as in School Data Sync V2.1';
    const users = files.find((file) => partOf(SDS_PARTS, file)?.key === 'users');
    const isBare = users !== undefined && !hasColumns(users, 'role');
    return isBare && hasColumns(users, 'activedirectorymatchid|password')
      ? 'users.csv has neither a role nor a status, as in School Data Sync V2.1'
      : null;
  },
  read: (members) => readSds(members, 'School Data Sync V2.1', SDS_PARTS),
};

/** What OneRoster has in each of its files and these have not. */
const ONEROSTER = ['status', 'datelastmodified', 'enableduser', 'roletype', 'primary'];

function isSds(files: readonly Glimpse[]): boolean {
  if (files.some(({ stem }) => stem === 'manifest')) return false;
  const own = files.filter((file) => partOf(SDS_PARTS, file)?.isExact === true);
  const signs = own.filter((file) => {
    const key = partOf(SDS_PARTS, file)?.key;
    return (
      (key === 'users' && hasColumns(file, 'sourcedid', 'username', 'givenname|familyname')) ||
      (key === 'roles' && isRoles(file)) ||
      (key === 'enrollments' && isEnrollments(file))
    );
  });
  return signs.length > 0 && !own.some((file) => ONEROSTER.some((name) => hasColumns(file, name)));
}

function isRoles(file: Glimpse): boolean {
  return (
    hasColumns(file, 'usersourcedid', 'orgsourcedid', 'role') && !hasColumns(file, 'sourcedid')
  );
}

function isEnrollments(file: Glimpse): boolean {
  return (
    hasColumns(file, 'classsourcedid', 'usersourcedid', 'role') && !hasColumns(file, 'sourcedid')
  );
}

function isThere(files: readonly Glimpse[], key: keyof typeof SDS_PARTS): boolean {
  return files.some((file) => partOf(SDS_PARTS, file)?.key === key);
}
