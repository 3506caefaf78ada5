/** Trying several things and saying all that is wrong at once, before anybody is asked anything. */
import { PlError } from '../../core/errors.js';
import type { Asker } from '../finding.js';
import type { Session } from '../session.js';

export interface Trials {
  /** What comes of it; null when it is refused, and the refusal is kept. */
  readonly attempt: <T>(act: () => Promise<T>) => Promise<T | null>;
  readonly fault: (error: PlError) => void;
  /**
   * Runs `act` with nobody to ask, throws all refusals as one, and only then, where something could
   * mean several things and a person sits there, runs it again asking her.
   */
  readonly through: <T>(act: (asker: Asker) => Promise<T>) => Promise<T>;
}

export function trials(session: Session): Trials {
  const faults: PlError[] = [];
  const attempt = async <T>(act: () => Promise<T>): Promise<T | null> => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof PlError)) throw error;
      faults.push(error);
      return null;
    }
  };
  return {
    attempt,
    fault: (error) => faults.push(error),
    through: async (act) => {
      const { ask, config } = session;
      const book = () => session.book();
      const result = await act({ interactive: false, ask, config, book });
      if (faults.length === 0) return result;
      const askable = session.interactive && faults.every(({ code }) => code === 'ambiguous');
      if (!askable) throw together(faults);
      faults.length = 0;
      const answered = await act(session);
      if (faults.length > 0) throw together(faults);
      return answered;
    },
  };
}

/** One refusal that says all of them. */
function together(faults: readonly PlError[]): PlError {
  const [first, ...others] = faults;
  if (first !== undefined && others.length === 0) return first;
  const messages = faults.map(({ message }) => `- ${message}`);
  const hint = faults.find((one) => one.hint !== undefined)?.hint;
  return new PlError(
    first?.code ?? 'invalid',
    [`${faults.length} things are wrong, nothing was written`, ...messages].join('\n'),
    hint,
  );
}
