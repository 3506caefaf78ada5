/** The files of School Data Sync V2 and V2.1 that are read, and their columns. */
import type { Part } from './parts.js';

export const SDS_PARTS = {
  orgs: {
    file: 'orgs.csv',
    stems: ['orgs', 'org'],
    needed: 'usual',
    fields: {
      id: ['sourcedid'],
      name: ['name'],
      type: ['type'],
      parent: ['parentsourcedid'],
    },
    needs: ['id'],
    ids: [],
    known: ['identifier'],
  },
  users: {
    file: 'users.csv',
    stems: ['users', 'user'],
    needed: 'yes',
    fields: {
      id: ['sourcedid'],
      username: ['username'],
      first: ['givenname'],
      last: ['familyname'],
      preferred: ['preferredgivenname'],
      email: ['email'],
      directory: ['activedirectorymatchid'],
      role: ['role'],
      grade: ['grade', 'grades'],
      orgs: ['orgsourcedids', 'orgsourcedid'],
    },
    needs: ['id', 'first', 'last'],
    ids: ['id'],
    known: 'middlename preferredmiddlename preferredfamilyname'.split(' '),
  },
  roles: {
    file: 'roles.csv',
    stems: ['roles', 'role'],
    needed: 'yes',
    fields: {
      user: ['usersourcedid'],
      org: ['orgsourcedid'],
      role: ['role'],
      grade: ['grade'],
    },
    needs: ['user', 'role'],
    ids: ['user'],
    known: ['sessionsourcedid', 'isprimary', 'rolestartdate', 'roleenddate'],
  },
  classes: {
    file: 'classes.csv',
    stems: ['classes', 'class'],
    needed: 'usual',
    fields: {
      id: ['sourcedid'],
      org: ['orgsourcedid'],
      title: ['title'],
      sessions: ['sessionsourcedids', 'sessionsourcedid'],
      course: ['coursesourcedid'],
    },
    needs: ['id'],
    ids: ['id'],
    known: ['code', 'grade', 'subject'],
  },
  enrollments: {
    file: 'enrollments.csv',
    stems: ['enrollments', 'enrollment'],
    needed: 'usual',
    fields: { class: ['classsourcedid'], user: ['usersourcedid'], role: ['role'] },
    needs: ['class', 'user', 'role'],
    ids: ['user'],
    known: [],
  },
  sessions: {
    file: 'academicSessions.csv',
    stems: ['academicsessions', 'academicsession'],
    needed: 'no',
    fields: {
      id: ['sourcedid'],
      title: ['title'],
      type: ['type'],
      starts: ['startdate'],
      ends: ['enddate'],
      parent: ['parentsourcedid'],
    },
    needs: ['id'],
    ids: [],
    known: ['schoolyear'],
  },
  courses: {
    file: 'courses.csv',
    stems: ['courses', 'course'],
    needed: 'no',
    fields: { id: ['sourcedid'], title: ['title'] },
    needs: ['id'],
    ids: [],
    known: ['orgsourcedid', 'code', 'schoolyearsourcedid', 'subject', 'grade'],
  },
} satisfies Record<string, Part>;

/** Version 2 has the roles in `users.csv` and no file of them. */
export const SDS_V2_PARTS = {
  ...SDS_PARTS,
  roles: { ...SDS_PARTS.roles, needed: 'no' as const },
};
