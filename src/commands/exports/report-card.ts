/** `pl export report-card`: the marks of a term as another system takes them, with a manifest. */
import type { CompetencyFlags, DayFlags, StudentFlags } from '../options.js';
import { readDays } from '../options.js';
import { cardNotes } from '../reportcard/notes.js';
import { sceneOf } from '../reportcard/scene.js';
import type { Session } from '../session.js';
import { cardUnderPseudonyms, type PseudonymFlags } from './pseudonyms.js';
import { contentOfSheet, deliver, manifestOf, sheetOf } from './report-card-file.js';
import { type FormFlags, readForm, termFlag } from './report-card-form.js';

export type CardFlags = FormFlags & StudentFlags & CompetencyFlags & DayFlags & PseudonymFlags;

export async function exportReportCard(session: Session, flags: CardFlags): Promise<void> {
  termFlag(flags);
  const viewOf = readDays(session, flags);
  const form = readForm(session, flags);
  const book = await session.reading();
  const scene = sceneOf(session, book, viewOf(book), form.filter);
  const named = sheetOf(scene, form);
  const sheet = flags.pseudonyms === true ? cardUnderPseudonyms(session, named, flags) : named;
  const shown = flags.pseudonyms === true ? { ...form, filter: {} } : form;
  const content = await contentOfSheet(sheet, form);
  const manifest = await manifestOf(session, scene, shown, sheet, content);
  deliver(session, content, manifest, flags.manifest);
  for (const note of cardNotes(session, book, scene)) session.say(note);
  if (session.options.output !== undefined)
    session.say(
      `${session.words.count(manifest.rows, 'row')} of ${session.words.count(manifest.students, 'student')}, ${scene.term.name} as of ${session.words.day(scene.day)}`,
    );
}
