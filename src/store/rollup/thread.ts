/** The other thread of a rollup: a program of its own, which is told its share when it starts. */
import { workerData } from 'node:worker_threads';
import { standardsOf } from '../../core/standards.js';
import { openToRead } from '../connecting.js';
import { blockReader } from '../showing-blocks.js';
import { blockJudge } from './judging.js';
import { judgeShare, type Share } from './sharing.js';

const share = workerData as Share;

judgeShare(share, () => {
  const read = blockReader({ db: openToRead(share.path) });
  const judge = blockJudge(standardsOf(share.rules), share.pathways);
  return (block) => judge(read(block));
});
