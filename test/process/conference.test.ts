/** One conference and one round at a real terminal, by tmux. */
import { afterEach, describe, expect, it } from 'vitest';
import { at, ok, sampleSchool } from '../support/pl.js';
import { has } from './shell.js';
import { openWindow, type Window } from './tmux.js';

const evidence = async () => (await ok('status --json')).json<{ evidence: number }>().evidence;

describe.skipIf(!has('tmux', '-V'))('at a terminal (skipped where there is no tmux)', () => {
  let window: Window | null = null;

  afterEach(() => {
    window?.close();
    window = null;
  });

  it('a conference: two pieces for Ana, one for the next', async () => {
    await sampleSchool();
    const before = await evidence();
    window = openWindow('record');
    window.shows('Which student?');
    window.type('ana');
    window.shows('❯ Ana Osei');
    window.press('Enter');
    window.shows('What did Ana Osei show?');
    window.type('ns.2');
    window.shows('❯ NS.2');
    window.press('Enter');
    window.shows('Which level?');
    window.press('k');
    window.shows('How was it shown?');
    window.press('5');
    window.shows('kind (conference)');
    window.press('3');
    window.shows('Note (Enter for none):');
    window.type('drew a number line');
    window.press('Enter');
    expect(window.shows('And now?')).toContain('→ 3 Proficient');
    window.press('a');
    window.shows('? What did Ana Osei show?');
    window.press('Escape');
    window.shows('And now?');
    window.press('n');
    window.shows('❯ Siân Prytherch');
    window.press('Enter');
    window.shows('❯ NS.2');
    window.press('Enter');
    window.shows('Which level?');
    window.press('.');
    window.shows('Score:');
    window.type('2.5');
    window.press('Enter');
    window.shows('2.5, conference');
    window.press('Enter');
    window.shows('And now?');
    window.press('C-c');
    const end = window.shows('ended with 130');
    expect(end).toContain('cancelled: 2 pieces written before are kept');
    expect(await evidence()).toBe(before + 2);
  });

  it('what was chosen and left again does not stay on the screen', async () => {
    await sampleSchool();
    const before = await evidence();
    window = openWindow('record');
    expect(window.shows('❯ ')).toContain('9 of 48: type to narrow · ↑↓ choose');
    window.type('ana');
    expect(window.shows('❯ Ana Osei')).toContain('type to search ·');
    window.press('Enter');
    expect(window.shows('What did Ana Osei show?')).not.toContain('Which student?');
    window.press('Escape');
    expect(window.shows('Which student?')).not.toContain('Ana Osei show');
    window.press('Escape');
    expect(window.shows('ended with 130')).not.toMatch(/Ana|Which/);
    window.close();
    window = openWindow('record s');
    window.shows('Which student is "s"?');
    window.shows('Enter takes it · Esc cancels');
    window.press('Escape');
    expect(window.shows('ended with 130')).toContain('cancelled: nothing was written');
    expect(await evidence()).toBe(before);
  });

  it('a note keeps every letter typed: an emoji last, also where one was taken out again', async () => {
    await sampleSchool();
    window = openWindow('record ana rp.1');
    window.shows('Which level?');
    window.press('3');
    window.shows('Note (Enter for none):');
    window.type('so 👍');
    window.press('Enter');
    window.shows('And now?');
    window.press('d');
    window.shows('ended with 0');
    window.close();
    window = openWindow('record --round --section 7A --competency rp.2');
    window.shows('1/24');
    window.press('n');
    window.shows('Note:');
    window.type('gone');
    window.press('C-u');
    window.type('𝒙 👍');
    window.press('Enter');
    window.shows('note kept');
    window.press('q');
    window.shows('ended with 0');
    window.close();
    window = openWindow('note ana');
    window.shows('Note?');
    window.type('👍');
    window.press('Enter');
    window.shows('ended with 0');
    expect((await ok('note ana --list')).out).toMatch(/ so 👍\n.* 👍 /);
    expect((await ok('note s002 --list')).out).toContain(' 𝒙 👍');
  });

  it('a round of 24, with a slip, one absent and one note', async () => {
    await sampleSchool();
    at('2026-10-01T10:00:00');
    const before = await evidence();
    window = openWindow('record --round --section 7A --competency rp.1', 60);
    window.shows('1/24');
    window.press('3');
    window.shows('2/24');
    window.press('2', 'b', '4');
    window.shows('3/24');
    window.press('a');
    window.shows('4/24');
    window.press('n');
    window.shows('Note:');
    window.type('with a table');
    window.press('Enter');
    window.shows('note kept');
    // Faster than any screen is drawn: no key is lost.
    window.type('33333333333333333333');
    window.shows('24/24');
    window.press('s');
    window.shows('That was everyone.');
    window.press('Enter');
    const end = window.shows('ended with 0');
    expect(end).toContain('22 recorded, 1 skipped, 1 absent');
    expect(await evidence()).toBe(before + 22);
  });

  it('three keys a student and less, with the command itself', async () => {
    await sampleSchool();
    const command = 'record --round --section 7A --competency rp.1';
    window = openWindow(command);
    window.shows('1/24');
    window.type('343212343212343212343212');
    window.shows('That was everyone.');
    window.press('Enter');
    window.shows('24 recorded');
    window.shows('ended with 0');
    const typed = `pl ${command}`.length + 1 + window.keys();
    expect(typed / 24).toBeLessThan(3.1);
  });

  it('says that another pl took a piece out meanwhile, and goes on', async () => {
    await sampleSchool();
    window = openWindow('record --round --section 7A --competency rp.1 --kind poster');
    window.shows('1/24');
    window.press('3', '2');
    window.shows('3/24');
    const receipt = (await ok('explain s002 rp.1 --json')).json<{
      evidence: { kind: string; uid: string }[];
    }>();
    const piece = receipt.evidence.find(({ kind }) => kind === 'poster');
    await ok(['strike', piece?.uid ?? '', '--reason', 'the wrong child']);
    window.press('b', 'b', '4');
    window.shows('anew: the one before was taken out');
    window.shows('2/24');
  });

  it('Ctrl-D and a closed window leave nothing half-written', async () => {
    await sampleSchool();
    const before = await evidence();
    window = openWindow('record --round --section 7A --competency rp.1');
    window.shows('1/24');
    window.press('3');
    window.shows('2/24');
    window.press('C-d');
    window.shows('ended with 130');
    expect(await evidence()).toBe(before + 1);
    window.close();
    window = openWindow('record --round --section 7A --competency rp.2');
    window.shows('1/24');
    window.press('3');
    window.shows('2/24');
    window.close();
    window = null;
    expect(await evidence()).toBe(before + 2);
  });
});
