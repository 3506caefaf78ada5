/** What a user likes: her settings, and the words of pages that follow from them, each read once. */
import { type Config, readConfig } from '../config.js';
import { readBytes } from '../files.js';
import type { Io } from '../io.js';
import { ownWords } from '../output/own-words.js';
import { english, type Words, withDates } from '../output/words.js';

export class Preferences {
  private settings: Config | null = null;
  private chosen: Words | null = null;

  /** `say` is told, once, what could not be used. */
  constructor(
    private readonly io: Io,
    private readonly say: (text: string) => void,
  ) {}

  /** The settings, read when first asked for. */
  get config(): Config {
    if (this.settings === null) {
      const { config, faults } = readConfig(this.io);
      this.settings = config;
      for (const fault of faults) this.say(fault);
    }
    return this.settings;
  }

  /** The words of pages for people. */
  get words(): Words {
    this.chosen ??= withDates(this.schoolWords(), this.config.dates);
    return this.chosen;
  }

  private schoolWords(): Words {
    const file = this.config.words;
    if (file === null) return english;
    try {
      return ownWords(new TextDecoder().decode(readBytes(file)), file);
    } catch (error) {
      this.say(`${(error as Error).message}; going on with the usual words`);
      return english;
    }
  }
}
