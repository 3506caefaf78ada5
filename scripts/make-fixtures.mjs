// Writes our sample school into fixtures/: a roster, two frameworks, links, two pathways and a term of
// evidence. The same bytes on every run and every machine: the dice are seeded, no clock is read, and
// only plain arithmetic is used.

import { writeFileSync } from 'node:fs';
import {
  FRAMEWORKS,
  HALF_TERM,
  LATE_HEADINGS,
  LINKS,
  NEWCOMERS,
  NOTES,
  OCCASIONS,
  PATHWAYS,
  SCHOOL,
  SECTIONS,
  STORIES,
  STUDENTS,
  TERM,
} from './fixtures-data.mjs';

const SEED = 7;
const NOT_COUNTING = ['self', 'peer'];

const students = STUDENTS.map(enrolled);
const schoolDays = daysBetween(TERM).filter((day) => !daysBetween(HALF_TERM).includes(day));
const difficulty = difficulties();

write('roster.csv', students);
write('standards.csv', FRAMEWORKS.flatMap(standards));
write('links.csv', LINKS);
write('pathways.csv', PATHWAYS);
write('evidence.csv', evidence());

/** One row of the roster: what is written of the student, and the section she sits in. */
function enrolled(student, i) {
  const room = SECTIONS.find((s) => s.section === student.section);
  return {
    student_id: `s${String(i + 1).padStart(3, '0')}`,
    state_id: String(412345 + 389 * i).padStart(8, '0'),
    first_name: student.first_name,
    last_name: student.last_name,
    preferred_name: student.preferred_name,
    grade: SCHOOL.grade,
    section: room.section,
    section_name: room.section_name,
    course: room.course,
    teacher: room.teacher,
    school: SCHOOL.school,
    term: SCHOOL.term,
  };
}

/** The rows of one framework, numbered in teaching order, the late headings moved to its end. */
function standards({ framework, subject, competencies }) {
  const rows = competencies.map((competency, i) => {
    const heading = competencies.some((other) => other.parent === competency.code);
    return {
      framework,
      code: competency.code,
      statement: competency.statement,
      label: competency.label,
      parent: competency.parent,
      type: typeOf(competency, heading),
      grade: SCHOOL.grade,
      subject,
      order: i + 1,
      assessable: heading ? 'no' : 'yes',
      essential: competency.essential || 'no',
      requires: competency.requires,
    };
  });
  const late = (row) => LATE_HEADINGS.includes(row.code);
  return [...rows.filter((row) => !late(row)), ...rows.filter(late)];
}

/** Habits of work say so in their type, and are kept apart from what is learned. */
function typeOf({ code, parent }, heading) {
  if (code === 'HW' || parent === 'HW') return 'habit of work';
  return heading ? 'heading' : 'competency';
}

/** Every piece of the term as a row, in the order in which the teachers would have entered them. */
function evidence() {
  const learners = students.map(withDice).filter((l) => !NEWCOMERS.includes(l.student.student_id));
  const term = OCCASIONS.flatMap((occasion) => learners.flatMap((l) => shown(l, occasion)));
  return term.sort((a, b) => compare(a.date, b.date));
}

/** A student with an ability, a pace and dice of her own: changing another does not change her. */
function withDice(student, n) {
  const dice = mulberry32(SEED + n);
  return { student, n, dice, ability: 2.2 + bell(dice) * 0.9, pace: 0.5 + dice() * 0.6 };
}

/** What one student showed on one occasion; now and then she is away. */
function shown(learner, occasion) {
  const away = learner.dice() < 0.08;
  return occasion.competencies.split(' ').flatMap((competency) => {
    const told = toldScore(learner.student, competency, occasion);
    const leftOut = told === null || (told === undefined && away);
    return leftOut ? [] : [piece(learner, occasion, competency, told)];
  });
}

/** The score that a story gives this piece, null where it leaves the piece out, else undefined. */
function toldScore({ student_id }, competency, occasion) {
  const story = STORIES.find((s) => s.student === student_id && s.competency === competency);
  if (!story || NOT_COUNTING.includes(occasion.kind)) return undefined;
  const scores = story.scores.split(' ').map(Number);
  const chances = OCCASIONS.filter((o) => counts(o, competency));
  return scores[chances.indexOf(occasion) - chances.length + scores.length] ?? null;
}

function counts({ kind, competencies }, competency) {
  return !NOT_COUNTING.includes(kind) && competencies.split(' ').includes(competency);
}

function piece({ student, n, dice, ability, pace }, occasion, competency, told) {
  const day = dayOf(student, n, occasion);
  const grown = pace * (day / schoolDays.length);
  const rosy = NOT_COUNTING.includes(occasion.kind) ? 0.3 : 0;
  const drawn = scored(ability + grown + rosy - difficulty[competency] + bell(dice) * 0.7, dice);
  const score = told ?? drawn;
  const isTest = occasion.kind === 'test';
  return {
    student_id: student.student_id,
    competency,
    score,
    date: schoolDays[day],
    kind: occasion.kind,
    title: occasion.title,
    note: noted(competency, score, dice),
    by: student.teacher,
    support: supported(occasion.kind, score, dice),
    tags: occasion.tags,
    external_id: isTest ? `${slug(occasion.title)}-${student.student_id}-${competency}` : '',
  };
}

/** The number of the school day on which this student's section, or she alone, had the occasion. */
function dayOf(student, n, { day, kind }) {
  const { lag } = SECTIONS.find((s) => s.section === student.section);
  const turn = kind === 'conference' ? n % 5 : 0;
  return schoolDays.indexOf(day) + Number(lag) + turn;
}

/** A level from 1 to 4; about one teacher's mark in six is a half level. */
function scored(shown, dice) {
  const step = dice() < 0.17 ? 0.5 : 1;
  return Math.min(4, Math.max(1, Math.round(shown / step) * step));
}

function noted(competency, score, dice) {
  const { framework } = FRAMEWORKS.find((f) => f.competencies.some((c) => c.code === competency));
  const { low, middle, high } = NOTES[framework];
  const notes = score < 2 ? low : score < 3 ? middle : high;
  const [wanted, which] = [dice(), dice()];
  return wanted < 0.09 ? notes[Math.floor(which * notes.length)] : '';
}

function supported(kind, score, dice) {
  const roll = dice();
  if (kind === 'test') return 'independent';
  if (kind === 'portfolio' && roll < 0.3) return 'home';
  if (score < 3 && roll < 0.35) return 'help';
  return roll > 0.7 ? 'independent' : '';
}

/** How far each competency lies above or below what is usual in its grade. */
function difficulties() {
  const dice = mulberry32(SEED - 1);
  const codes = FRAMEWORKS.flatMap((f) => f.competencies.map((c) => c.code));
  return Object.fromEntries(codes.map((code) => [code, (dice() - 0.5) * 0.8]));
}

/** The weekdays from first to last, both included, as YYYY-MM-DD. */
function daysBetween({ first, last }) {
  const days = [];
  for (let t = Date.parse(first); t <= Date.parse(last); t += 86_400_000) {
    const day = new Date(t);
    if (day.getUTCDay() % 6 !== 0) days.push(day.toISOString().slice(0, 10));
  }
  return days;
}

/** Tommy Ettinger's mulberry32: the same numbers from 0 up to 1 for the same seed, everywhere. */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
}

/** Around 0, seldom beyond ±1. Four throws added: a logarithm may round differently elsewhere. */
function bell(dice) {
  return dice() + dice() + dice() + dice() - 2;
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function slug(title) {
  return title.toLowerCase().replaceAll(' ', '-');
}

/** Writes rows, whose keys are the header, as RFC 4180 with LF line ends. */
function write(name, rows) {
  const lines = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))];
  const text = lines.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
  writeFileSync(new URL(`../fixtures/${name}`, import.meta.url), text);
  console.log(`fixtures/${name}: ${rows.length} rows`);
}

function quoted(cell) {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
