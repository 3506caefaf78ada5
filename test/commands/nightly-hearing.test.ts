import { describe, expect, it } from 'vitest';
import { heardIn, needsOf } from '../../src/commands/nightly/running.js';
import { changedBy } from '../../src/core/nightly/report.js';

describe('of what a command says a night hears', () => {
  it('problems by their code, each with the first of them', () => {
    const problem = (line: number, code: string, severity: string) => ({
      file: 'a.csv',
      line,
      field: null,
      code,
      severity,
      message: `${code} on ${line}`,
    });
    const one = heardIn({
      counts: { evidence: { add: 2, update: 0, unchanged: 1 } },
      problems: function* () {
        yield problem(2, 'bad_score', 'error');
        yield problem(3, 'blank_score', 'warning');
        yield problem(4, 'bad_score', 'error');
      },
      rows_left_out: 2,
    });
    expect(one.counts).toEqual({ evidence: { add: 2, update: 0, unchanged: 1 } });
    expect(one.rowsLeftOut).toBe(2);
    expect(needsOf('evidence', 'a.csv', { ...one, code: 4 })).toMatchObject([
      { code: 'bad_score', severity: 'error', count: 2, message: 'bad_score on 2' },
      { code: 'blank_score', severity: 'warning', count: 1 },
    ]);
  });

  it('what a merge brought, and what it took back, never as less than nothing added', () => {
    const { counts } = heardIn({ gained: { evidence: 3, students: -1, notes: 0 } });
    expect(counts).toEqual({ evidence: { add: 3 }, students: { ended: 1 }, notes: { add: 0 } });
    expect(changedBy([{ counts }])).toMatchObject({ evidence_added: 3, students_added: 0 });
  });

  it('what a look at the gradebook has found, with what to do', () => {
    const findings = [{ code: 'index', message: 'an index is wrong', rows: 2, todo: 'pl restore' }];
    const one = { ...heardIn({ sound: false, findings }), code: 1 };
    expect(needsOf('check', null, one)).toEqual([
      {
        step: 'check',
        file: null,
        severity: 'error',
        code: 'index',
        count: 1,
        message: 'an index is wrong; do: pl restore',
      },
    ]);
  });

  it('how many were withdrawn, forgotten or are newly ready', () => {
    const students = { add: 1, update: 5, unchanged: 0 };
    expect(heardIn({ counts: { students }, ended: { students: 3 } }).counts.students).toMatchObject(
      { update: 5, withdrawn: 3 },
    );
    expect(heardIn({ forgotten: 2 }).counts).toEqual({ students: { forgotten: 2 } });
    const rollup = heardIn({ recomputed: 9, met: 3, lost: 1, newly_ready: () => [1, 2] });
    expect(rollup.counts).toMatchObject({ masteries: { met: 3, lost: 1 }, ready: { newly: 2 } });
  });

  it('why a command failed that printed nothing, and its warnings', () => {
    const one = {
      ...heardIn({}),
      code: 1,
      why: 'the disk is full',
      warnings: ['it is read by all'],
    };
    expect(needsOf('backup', null, one)).toMatchObject([
      { code: 'failed', severity: 'error', message: 'the disk is full' },
      { code: 'warning', severity: 'warning', message: 'it is read by all' },
    ]);
  });
});
