/** The columns that every fact with a history has. */

/** Who first said it, since when it holds, until when it held. */
export const HISTORY = `
  entry INTEGER NOT NULL REFERENCES entries (id),
  made INTEGER NOT NULL REFERENCES entries (id),
  ended INTEGER REFERENCES entries (id)`;
