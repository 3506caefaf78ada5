/** Students for tests: `pupil(1, 'Ana', 'Osei', { ids: ['007'] })`. */
import type { Student } from '../../src/core/model.js';

interface More extends Partial<Omit<Student, 'ids' | 'id'>> {
  /** Their types are `local`, then `state`. */
  readonly ids?: readonly string[];
}

export function pupil(id: number, given: string, family: string, more: More = {}): Student {
  const { ids = [String(id)], ...facts } = more;
  return {
    id,
    given,
    family,
    preferred: null,
    grade: null,
    email: null,
    active: true,
    ...facts,
    ids: ids.map((value, place) => ({ type: place === 0 ? 'local' : 'state', value })),
  };
}
