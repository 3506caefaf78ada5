/** The files of a Canvas SIS import that are read, and their columns. */
import type { Part } from './parts.js';

export const CANVAS_PARTS = {
  accounts: {
    file: 'accounts.csv',
    stems: ['accounts', 'account'],
    needed: 'no',
    fields: { id: ['accountid'], name: ['name'], status: ['status'] },
    needs: ['id'],
    ids: [],
    known: ['parentaccountid', 'integrationid'],
  },
  terms: {
    file: 'terms.csv',
    stems: ['terms', 'term'],
    needed: 'no',
    fields: {
      id: ['termid'],
      name: ['name'],
      status: ['status'],
      starts: ['startdate'],
      ends: ['enddate'],
    },
    needs: ['id'],
    ids: [],
    known: [
      'integrationid',
      'dateoverrideenrollmenttype',
      'gradingperiodgroupid',
      'gradingperiodgrouptitle',
    ],
  },
  courses: {
    file: 'courses.csv',
    stems: ['courses', 'course'],
    needed: 'no',
    fields: {
      id: ['courseid'],
      short: ['shortname'],
      long: ['longname'],
      account: ['accountid'],
      term: ['termid'],
      status: ['status'],
    },
    needs: ['id'],
    ids: [],
    known: (
      'integrationid startdate enddate courseformat blueprintcourseid gradepassbackpolicy homeroom ' +
      'homeroomcourse friendlyname coursesubject horizoncourse'
    ).split(' '),
  },
  sections: {
    file: 'sections.csv',
    stems: ['sections', 'section'],
    needed: 'no',
    fields: { id: ['sectionid'], course: ['courseid'], name: ['name'], status: ['status'] },
    needs: ['id', 'course'],
    ids: [],
    known: ['integrationid', 'startdate', 'enddate', 'accountid'],
  },
  users: {
    file: 'users.csv',
    stems: ['users', 'user'],
    needed: 'no',
    fields: {
      id: ['userid'],
      integration: ['integrationid'],
      login: ['loginid'],
      first: ['firstname'],
      last: ['lastname'],
      sortable: ['sortablename'],
      name: ['fullname'],
      short: ['shortname'],
      email: ['email'],
      type: ['declaredusertype'],
      status: ['status'],
    },
    needs: ['id'],
    ids: ['id', 'integration'],
    known: (
      'authenticationproviderid canvaspasswordnotification ' +
      'homeaccount existinguserid existingintegrationid existingcanvasuserid rootaccount'
    ).split(' '),
  },
  enrollments: {
    file: 'enrollments.csv',
    stems: ['enrollments', 'enrollment'],
    needed: 'yes',
    fields: {
      course: ['courseid'],
      section: ['sectionid'],
      user: ['userid'],
      role: ['role'],
      role_id: ['roleid'],
      status: ['status'],
    },
    needs: ['user'],
    ids: ['user'],
    known: (
      'rootaccount startdate enddate associateduserid limitsectionprivileges notify userintegrationid ' +
      'temporaryenrollmentsourceuserid temporaryenrollmentpairing'
    ).split(' '),
  },
} satisfies Record<string, Part>;
