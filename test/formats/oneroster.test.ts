/** OneRoster rosters: what a set says, in either version, whole or in part, by the letter or not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glimpse } from '../../src/formats/format.js';
import { ROSTER_FORMATS } from '../../src/formats/rosters/index.js';
import { openTable } from '../../src/formats/table.js';
import {
  changed,
  edited,
  type Files,
  membersOf,
  SCHOOL_1_1,
  SCHOOL_1_2,
} from '../support/oneroster.js';

function found(files: Files) {
  const members = membersOf(files);
  const seen = members.map((one) =>
    glimpse(one, openTable([one.head()], one.path).table?.headers ?? []),
  );
  return ROSTER_FORMATS.flatMap((format) => {
    const why = format.recognise(seen);
    return why === null ? [] : [{ format, why }];
  });
}

function read(files: Files, strict = false) {
  const [one] = found(files);
  if (one === undefined) throw new Error('not recognised');
  const { set, problems, unread } = one.format.read(membersOf(files), { strict });
  return {
    set,
    unread,
    problems,
    codes: [...new Set(problems.map(({ code }) => code))].sort(),
    errors: problems.filter(({ severity }) => severity === 'error'),
  };
}

/** The set, without where its records stand. */
function facts(files: Files) {
  const { set } = read(files);
  const text = JSON.stringify(set, (key, value) => (key === 'line' ? undefined : value));
  return JSON.parse(text);
}

const BOTH: [string, Files][] = [
  ['1.1', SCHOOL_1_1],
  ['1.2', SCHOOL_1_2],
];

describe('which version it is', () => {
  it.each(BOTH)('is said by the manifest: %s', (version, files) => {
    expect(found(files)).toMatchObject([
      { format: { name: `oneroster-${version}` }, why: `manifest.csv says ${version}` },
    ]);
  });

  it.each(BOTH)('is told by the files where there is no manifest: %s', (version, files) => {
    const bare = changed(files, { 'manifest.csv': null });
    expect(found(bare).map(({ format }) => format.name)).toEqual([`oneroster-${version}`]);
    expect(read(bare)).toMatchObject({ codes: ['manifest_missing'], errors: [] });
  });

  it('is not that of School Data Sync, whose files have the same names', () => {
    const users = 'sourcedId,username,givenName,familyName,password\n';
    const roles = 'userSourcedId,orgSourcedId,role\n';
    expect(
      found({ 'users.csv': users, 'roles.csv': roles, 'orgs.csv': 'sourcedId,name,type\n' }),
    ).toEqual([]);
  });

  it('is refused where it is not known', () => {
    const later = edited(
      SCHOOL_1_2,
      'manifest.csv',
      'oneroster.version,1.2',
      'oneroster.version,2.0',
    );
    expect(read(later).errors).toMatchObject([
      { file: 'manifest.csv', line: 3, field: 'value', code: 'manifest_version' },
    ]);
  });
});

describe.each(BOTH)('a bulk set of OneRoster %s', (_, files) => {
  it('is the school, and nobody else', () => {
    const { set } = read(files);
    expect(set).toMatchObject({
      scope: { students: 'all', enrollments: 'all' },
      schools: [{ code: 'hill' }, { code: 'lake', name: 'Lake School' }],
      staff: [{ code: 'fair', name: 'Nora Fair', email: 'fair@hill.example' }],
      teaching: [{ staff: 'fair', section: '6a', gone: false }],
    });
    expect(JSON.stringify(set)).not.toContain('mum');
    expect(JSON.stringify(set)).not.toContain('555');
  });

  it('has its students with all their ids and schools', () => {
    expect(read(files).set?.students).toMatchObject([
      {
        ids: [
          { type: 'sourcedid', value: 'ada' },
          { type: 'ldap', value: 'ada.l' },
          { type: 'sis', value: '0012' },
          { type: 'identifier', value: 'S-12' },
        ],
        given: 'Ada',
        family: 'Lovelace',
        grade: '06',
        email: 'ada@hill.example',
        active: true,
        schools: ['hill'],
      },
      { given: 'Ben', email: 'ben@hill.example', schools: ['hill', 'lake'] },
    ]);
  });

  it('has terms within terms, and classes in the term that holds all of theirs', () => {
    const { set } = read(files);
    expect(set?.terms).toMatchObject([
      { code: 'y27', kind: 'schoolYear', parent: '', startsOn: '2026-08-17', endsOn: '2027-06-12' },
      { code: 's1', kind: 'semester', parent: 'y27' },
      { code: 's2' },
    ]);
    expect(set?.sections).toMatchObject([
      { code: '6a', name: 'Room 6A', course: 'Maths 6', school: 'hill', term: 'y27' },
      { code: '6b', term: 's1' },
    ]);
  });

  it('has enrollments with their days', () => {
    expect(read(files).set?.enrollments).toMatchObject([
      { student: 'ada', section: '6a', startsOn: '2026-08-17', endsOn: '2027-01-16', gone: false },
      { student: 'ben', section: '6a', startsOn: '', endsOn: '' },
      { student: 'ben', section: '6b' },
    ]);
  });

  it('keeps to the letter', () => {
    expect(read(files).problems).toEqual([]);
    expect(read(files, true).problems).toEqual([]);
  });

  it('says the same in any order of columns, with columns that nobody knows', () => {
    const whole = facts(files);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(999)), fc.boolean(), (places, extra) => {
        const shuffled = Object.entries(files).map(([name, text]) => {
          if (name === 'manifest.csv') return [name, text];
          const rows = text
            .trimEnd()
            .split('\n')
            .map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g) ?? []);
          const width = (rows[0]?.length ?? 1) - 1;
          const order = Array.from({ length: width }, (_, at) => ({
            at,
            by: places.next().value ?? 0,
          }))
            .sort((a, b) => a.by - b.by)
            .map(({ at }) => at);
          const lines = rows.map((cells, row) => {
            const cell = (at: number) => (cells[at] ?? '').replace(/,$/, '');
            const more = extra ? [row === 0 ? 'ext_shoe' : '38'] : [];
            return [...more, ...order.map(cell)].join(',');
          });
          return [name, `${lines.join('\n')}\n`];
        });
        expect(facts(Object.fromEntries(shuffled))).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });
});
