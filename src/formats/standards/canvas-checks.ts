/** What Canvas refuses of a single row of an outcomes file, with the field that is to blame. */
import type { Faults } from '../../core/importing/records.js';
import type { OutcomeRow } from './canvas-row.js';

/** `known`: the row on which each guid stands first. */
export function checkRow(
  row: OutcomeRow,
  known: ReadonlyMap<string, OutcomeRow>,
  faults: Faults,
): void {
  const { line, cell, isGroup } = row;
  const say = (name: string, code: string, message: string) =>
    faults.error(line, name, code, message);
  for (const name of ['vendor_guid', 'title']) {
    if (cell(name) === '') say(name, 'missing_field', `${name} is required`);
  }
  if (/\s/.test(cell('vendor_guid'))) {
    say(
      'vendor_guid',
      'bad_guid',
      `"${cell('vendor_guid')}" has a space in it: a vendor_guid has none`,
    );
  }
  for (const name of ['vendor_guid', 'title', 'display_name', 'friendly_description']) {
    const { length } = cell(name);
    if (length > 255) say(name, 'too_long', `${name} has ${length} letters: at most 255`);
  }
  const state = cell('workflow_state');
  if (!['', 'active', 'deleted'].includes(state))
    say('workflow_state', 'bad_state', `"${state}" is neither active nor deleted`);
  const type = cell('object_type');
  if (!isGroup && type !== 'outcome')
    say('object_type', 'bad_object_type', `"${type}" is neither outcome nor group`);
  checkFields(row, say);
  checkParents(row, known, faults);
}

type Say = (name: string, code: string, message: string) => void;

function checkFields({ cell, isGroup, ratings }: OutcomeRow, say: Say): void {
  const refuse = (name: string, what: string) =>
    say(name, 'field_not_allowed', `${what} has no ${name}`);
  if (!isGroup) {
    if (cell('course_id') !== '') refuse('course_id', 'an outcome');
    return;
  }
  for (const name of ['calculation_method', 'calculation_int']) {
    if (cell(name) !== '') refuse(name, 'a group');
  }
  if (ratings.some((text) => text !== '')) refuse('ratings', 'a group');
}

function checkParents(
  { line, guid, parents, isGroup }: OutcomeRow,
  known: ReadonlyMap<string, OutcomeRow>,
  faults: Faults,
): void {
  if (isGroup && parents.length > 1)
    faults.error(line, 'parent_guids', 'many_parents', 'a group lies in one group at most');
  for (const [index, parent] of parents.entries()) {
    const found = known.get(parent);
    if (parent === guid) {
      // The first is refused as every parent of itself is.
      if (index > 0)
        faults.error(line, 'parent_guids', 'self_parent', `"${guid}" is named as its own parent`);
    } else if (found === undefined) {
      // The first may stand in the gradebook.
      if (index > 0) {
        const message = `there is no group "${parent}" in this file`;
        faults.error(line, 'parent_guids', 'unknown_parent', message);
      }
    } else if (!found.isGroup) {
      const message = `"${parent}" is an outcome: only groups have others under them`;
      faults.error(line, 'parent_guids', 'parent_not_group', message);
    } else if (found.line > line) {
      const message = `"${parent}" comes later in the file: Canvas wants parents first`;
      faults.warning(line, 'parent_guids', 'parent_later', message);
    }
  }
}
