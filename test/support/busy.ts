/** The small school with something of everything that can happen in a gradebook. */
import { ok, smallSchool } from './pl.js';

export async function busySchool(): Promise<void> {
  await smallSchool();
  const by = ['--by', 'Ms Fair'];
  await ok(['import', 'pathways', '-'], {
    stdin: 'pathway,stage,stage_title,competency\nunit,one,One,6.RP.A.1\nunit,two,Two,6.RP.A.2\n',
  });
  await ok(['import', 'groups', '-'], {
    stdin: 'student_id,group,value\nada,meals,free\nben,meals,paid\n',
  });
  for (const [student, level] of [
    ['ada', '3'],
    ['ada', '4'],
    ['ben', '1'],
    ['cleo', '2'],
  ] as const)
    await ok(
      `record ${student} rp.1 ${level} a note --kind test --title Quiz${level} --link http://x --tag t`,
    );
  await ok(['record', 'ada', 'rp.2', '2', 'words', ...by]);
  await ok('note ada rp.1 seen at the board');
  await ok('note ben a word');
  await ok('override ben rp.1 3 --reason because');
  await ok('excuse cleo rp.2 --reason moved');
  await ok('record ben rp.1 1 again --title Later');
  await ok('term set Autumn --from 2026-08-24 --to 2026-12-18');
  await ok('term set Autumn --all-competencies');
  await ok('comment ada well done');
  await ok('scale set three "1[red]=Not, 2*[green]=Met, 3=Beyond"');
  await ok('year start 2026-27 --on 2026-08-24');
  await ok('policy set letters="A: mean 3; else F" average=levels');
  await ok('advance ada --pathway unit --anyway --reason ready');
  await ok('reportcard issue --term Autumn -o card.csv');
  await ok('student withdraw dan');
  await ok('rollup');
  await ok('record ada rp.2 4');
}
