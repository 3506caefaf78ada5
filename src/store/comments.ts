/** Words for report cards: one a student, term and framework, or on the whole. */
import type { Id } from '../core/model.js';
import type { Gradebook } from './open.js';
import { bound, holds, NOW, type View } from './view.js';
import type { Writer } from './writing.js';

export interface Comment {
  readonly student: Id;
  /** Null: on the whole. */
  readonly framework: Id | null;
  readonly text: string;
  readonly by: string | null;
}

/** What a comment is about. */
export interface CommentPlace {
  readonly student: Id;
  readonly term: Id;
  readonly framework: Id | null;
}

/** The comments on a term, those on the whole before those of a framework. */
export function loadComments(book: Gradebook, term: Id, view: View = NOW): Comment[] {
  return book.db
    .prepare(
      `SELECT student, framework, text, by FROM comments c
       WHERE term = @term AND ${holds('c')}
       ORDER BY student, framework IS NOT NULL, framework`,
    )
    .all({ horizon: bound(view).horizon, term }) as Comment[];
}

/** Writes a comment in place of the one that stands there; the same words again write nothing. */
export function putComment(
  writer: Writer,
  place: CommentPlace,
  said: { readonly text: string; readonly by: string | null },
): 'new' | 'replaced' | 'same' {
  const { student, term, framework } = place;
  const same = writer.db
    .prepare(
      `SELECT 1 FROM comments WHERE ended IS NULL AND student = @student AND term = @term
         AND framework IS @framework AND text = @text`,
    )
    .get({ student, term, framework, text: said.text });
  if (same !== undefined) return 'same';
  const before = writer.end('comments', { student, term, framework });
  writer.make('comments', { student, term, framework, text: said.text, by: said.by });
  return before > 0 ? 'replaced' : 'new';
}

/** Takes a comment away; says whether there was one. */
export function clearComment(writer: Writer, { student, term, framework }: CommentPlace): boolean {
  return writer.end('comments', { student, term, framework }) > 0;
}
