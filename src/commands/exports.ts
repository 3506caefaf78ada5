/** What each kind of export writes: columns in the contract's order, rows in the order of lists. */
import type { Competency, Student } from '../core/model.js';
import { shownId } from '../core/names.js';
import { isPolicyKey, POLICY_KEYS, writePolicyValue } from '../core/policy.js';
import { progressOf } from '../core/progress.js';
import { narrowCompetencies, narrowStudents, type StudentScope } from '../core/scope.js';
import type { Standards } from '../core/standards.js';
import type { Value } from '../output/csv.js';
import { standingPieces } from '../store/evidence.js';
import type { Gradebook } from '../store/open.js';
import { loadRoster, type Roster } from '../store/roster.js';
import { loadLinks, loadPathways, loadStandards } from '../store/standards.js';
import type { View } from '../store/view.js';
import type { ExportFlags, ExportTable } from './export.js';
import { narrowed } from './finding.js';
import { loadLearning } from './learning.js';
import { competencyFilter, dayOf, studentFilter } from './options.js';
import type { Session } from './session.js';

export type ExportKind = 'mastery' | 'evidence' | 'roster' | 'standards' | 'links' | 'pathways';

type Exporter = (session: Session, book: Gradebook, view: View, flags: ExportFlags) => ExportTable;

export const EXPORTS: Readonly<Record<ExportKind, Exporter>> = {
  mastery: exportMastery,
  evidence: exportEvidence,
  roster: exportRoster,
  standards: exportStandards,
  links: exportLinks,
  pathways: exportPathways,
};

function studentsInScope(
  session: Session,
  roster: Roster,
  view: View,
  flags: ExportFlags,
): StudentScope {
  return narrowed(narrowStudents(roster, studentFilter(flags), dayOf(session, view)));
}

function competenciesInScope(
  book: Gradebook,
  standards: Standards,
  view: View,
  flags: ExportFlags,
) {
  return narrowed(narrowCompetencies(standards, loadPathways(book, view), competencyFilter(flags)));
}

const MASTERY = [
  'student_id',
  'last_name',
  'first_name',
  'grade',
  'section',
  'framework',
  'competency',
  'statement',
  'score',
  'level',
  'level_name',
  'status',
  'overridden',
  'evidence_count',
  'last_observed_on',
  'method',
  'as_of',
];

function exportMastery(
  session: Session,
  book: Gradebook,
  view: View,
  flags: ExportFlags,
): ExportTable {
  const learning = loadLearning(book, view);
  const { standards } = learning;
  const scope = competenciesInScope(book, standards, view, flags);
  const { students, sectionsOf } = studentsInScope(session, loadRoster(book, view), view, flags);
  const asOf = dayOf(session, view);
  const rows = students.flatMap((student) => {
    const sections = sectionsOf(student.id)
      .map(({ code }) => code)
      .join(';');
    const { competencies } = progressOf(
      standards,
      learning.showing(student.id),
      scope,
      flags.all === true,
    );
    return competencies.map((mastery): Value[] => {
      const { competency, calculated } = mastery;
      return [
        shownId(student),
        student.family,
        student.given,
        student.grade,
        sections,
        standards.frameworkName(competency),
        competency.code,
        competency.statement,
        mastery.score,
        mastery.level?.value ?? null,
        mastery.level?.name ?? null,
        mastery.status,
        mastery.override !== null,
        calculated.evidenceCount,
        calculated.lastObservedOn,
        standards.yardstick(competency).policy.method,
        asOf,
      ];
    });
  });
  return { columns: MASTERY, rows };
}

const EVIDENCE = [
  'student_id',
  'framework',
  'competency',
  'score',
  'possible',
  'date',
  'kind',
  'title',
  'note',
  'by',
  'link',
  'support',
  'tags',
  'external_id',
];

function exportEvidence(
  session: Session,
  book: Gradebook,
  view: View,
  flags: ExportFlags,
): ExportTable {
  const standards = loadStandards(book, view);
  const scope = competenciesInScope(book, standards, view, flags);
  const { students } = studentsInScope(session, loadRoster(book, view), view, flags);
  const ids = new Map(students.map((student) => [student.id, shownId(student)]));
  const pieces = [...standingPieces(book, ids.keys(), view)].filter(
    ({ competency }) => scope === null || scope.has(competency),
  );
  const rows = pieces.flatMap((piece): Value[][] => {
    const competency = standards.competencies.get(piece.competency);
    if (competency === undefined) return [];
    const { score, possible, observedOn, kind, title, note, by, link, support, tags, externalId } =
      piece;
    return [
      [
        ids.get(piece.student) ?? '',
        standards.frameworkName(competency),
        competency.code,
        score,
        possible,
        observedOn,
        kind,
        title,
        note,
        by,
        link,
        support,
        tags,
        externalId,
      ],
    ];
  });
  return { columns: EVIDENCE, rows };
}

const ROSTER = [
  'student_id',
  'first_name',
  'last_name',
  'preferred_name',
  'grade',
  'email',
  'section',
  'section_name',
  'course',
  'teacher',
  'school',
  'term',
  'status',
];

/** One row a student, section and teacher; further ids in columns of their own. */
function exportRoster(
  session: Session,
  book: Gradebook,
  view: View,
  flags: ExportFlags,
): ExportTable {
  const roster = loadRoster(book, view);
  const scope = studentsInScope(session, roster, view, flags);
  const types = [
    ...new Set(scope.students.flatMap(({ ids }) => ids.slice(1).map(({ type }) => type))),
  ].sort();
  const rows = scope.students.flatMap((student) => {
    const first = [
      shownId(student),
      student.given,
      student.family,
      student.preferred,
      student.grade,
      student.email,
    ];
    const last = [
      student.active ? 'active' : 'withdrawn',
      ...types.map((type) => student.ids.slice(1).find((id) => id.type === type)?.value ?? null),
    ];
    return placesOf(student, roster, scope).map((place): Value[] => [...first, ...place, ...last]);
  });
  return { columns: [...ROSTER, ...types.map((type) => `${type}_id`)], rows };
}

/** Section, its name, course, teacher, school and term; one blank place where there is none. */
function placesOf(student: Student, roster: Roster, scope: StudentScope): Value[][] {
  const nameIn = (
    things: readonly { readonly id: number; readonly name: string }[],
    id: number | null,
  ) => things.find((thing) => thing.id === id)?.name ?? null;
  const places = scope.sectionsOf(student.id).flatMap((section): Value[][] => {
    const teachers = roster.teaching
      .filter((one) => one.section === section.id)
      .map(({ staff }) => nameIn(roster.staff, staff));
    const row = (teacher: string | null) => [
      section.code,
      section.name,
      section.course,
      teacher,
      nameIn(roster.schools, section.school),
      nameIn(roster.terms, section.term),
    ];
    return teachers.length === 0 ? [row(null)] : teachers.map(row);
  });
  const covered = new Set(scope.sectionsOf(student.id).map(({ school }) => school));
  const schools = roster.schoolStudents.filter(
    (one) => one.student === student.id && !covered.has(one.school),
  );
  places.push(
    ...schools.map(({ school }) => [null, null, null, null, nameIn(roster.schools, school), null]),
  );
  return places.length === 0 ? [[null, null, null, null, null, null]] : places;
}

const STANDARDS = [
  'framework',
  'code',
  'statement',
  'label',
  'parent',
  'type',
  'grade',
  'subject',
  'order',
  'assessable',
  'essential',
  'requires',
  'guid',
  'scale',
  'rule',
  'points',
  'required',
];

function exportStandards(
  _session: Session,
  book: Gradebook,
  view: View,
  flags: ExportFlags,
): ExportTable {
  const standards = loadStandards(book, view);
  const scope = competenciesInScope(book, standards, view, flags);
  const own = standards.policies.filter(({ competency }) => competency !== null);
  const keys = POLICY_KEYS.filter((key) => own.some((setting) => setting.key === key));
  const wanted = standards.ordered.filter(({ id }) => scope === null || scope.has(id));
  const settingOf = (one: Competency, key: string) => {
    const setting = own.find((other) => other.competency === one.id && other.key === key);
    return setting === undefined || !isPolicyKey(key) ? null : writePolicyValue(key, setting.value);
  };
  const rows = wanted.map((one): Value[] => [
    ...standardCells(standards, one),
    ...keys.map((key) => settingOf(one, key)),
  ]);
  return { columns: [...STANDARDS, ...keys], rows };
}

function standardCells(standards: Standards, one: Competency): Value[] {
  const codeOf = (id: number) => {
    const other = standards.competencies.get(id);
    if (other === undefined) return '';
    return other.framework === one.framework
      ? other.code
      : `${standards.frameworkName(other)}:${other.code}`;
  };
  const requires = standards.links
    .filter(({ target, kind }) => target === one.id && kind === 'requires')
    .map(({ source }) => codeOf(source));
  return [
    standards.frameworkName(one),
    one.code,
    one.statement,
    one.label,
    one.parent === null ? null : codeOf(one.parent),
    one.type,
    one.grade,
    one.subject,
    one.order,
    yesNo(one.assessable),
    yesNo(one.essential),
    [...new Set(requires)].join(';'),
    one.guid,
    standards.scales.find(({ id }) => id === one.scale)?.name ?? null,
    one.rule,
    one.points,
    yesNo(one.required),
  ];
}

function yesNo(value: boolean | null): string | null {
  return value === null ? null : value ? 'yes' : 'no';
}

const LINKS = ['source', 'target', 'relationship', 'source_framework', 'target_framework'];

function exportLinks(
  _session: Session,
  book: Gradebook,
  view: View,
  flags: ExportFlags,
): ExportTable {
  const standards = loadStandards(book, view);
  const scope = competenciesInScope(book, standards, view, flags);
  const rows = loadLinks(book, view).flatMap(({ source, target, word }): Value[][] => {
    const [from, to] = [standards.competencies.get(source), standards.competencies.get(target)];
    if (
      from === undefined ||
      to === undefined ||
      (scope !== null && !scope.has(source) && !scope.has(target))
    )
      return [];
    return [[from.code, to.code, word, standards.frameworkName(from), standards.frameworkName(to)]];
  });
  return { columns: LINKS, rows };
}

const PATHWAYS = [
  'pathway',
  'stage',
  'stage_title',
  'order',
  'competency',
  'requirement',
  'group',
  'due_on',
  'min_level',
];

function exportPathways(
  _session: Session,
  book: Gradebook,
  view: View,
  flags: ExportFlags,
): ExportTable {
  const standards = loadStandards(book, view);
  const wanted = loadPathways(book, view).filter(
    ({ name }) => flags.pathway === undefined || name.toLowerCase() === flags.pathway.toLowerCase(),
  );
  const codeOf = (id: number) => {
    const one = standards.competencies.get(id);
    if (one === undefined) return '';
    const same = standards.ordered.filter(
      ({ code }) => code.toLowerCase() === one.code.toLowerCase(),
    );
    return same.length > 1 ? `${standards.frameworkName(one)}:${one.code}` : one.code;
  };
  const rows = wanted.flatMap(({ name, stages }) =>
    stages.flatMap((stage, index) =>
      stage.requirements.map(({ competency, choose, group, dueOn, minLevel }): Value[] => [
        name,
        stage.name,
        stage.title,
        index + 1,
        codeOf(competency),
        choose === null ? 'required' : `choose ${choose}`,
        group,
        dueOn,
        minLevel,
      ]),
    ),
  );
  return { columns: PATHWAYS, rows };
}
