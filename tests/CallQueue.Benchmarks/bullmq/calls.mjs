// One call's life as a BullMQ job. The facts are those that Orleans.CallQueue keeps: the intent before the dial, the
// carrier's id, the outcome, and the run's counters and results. They lie in the job's own hash, so BullMQ's retention
// (removeOnComplete, removeOnFail) forgets them with the job.
import { randomBytes } from 'node:crypto';

// One atomic command, as an engineer who knows Redis would write it: outcome, run counter and run result.
const ENDED = `
redis.call('HSET', KEYS[1], 'outcome', ARGV[1], 'endedAt', ARGV[2])
redis.call('HINCRBY', KEYS[2], ARGV[1], 1)
redis.call('HSET', KEYS[3], ARGV[3], ARGV[4])`;

export function callLife(queue, db, carrier) {
  const live = new Map();
  db.defineCommand('callEnded', { numberOfKeys: 3, lua: ENDED });

  // The webhook: repeated and unknown events change nothing. Those before the end are stored, so that the call's state is visible.
  carrier.attach((event) => {
    const call = live.get(event.token);
    if (event.status !== 'ended') return call && db.hset(call.key, 'status', event.status);
    live.delete(event.token);
    return call?.resolve(event);
  });

  return async (job) => {
    const key = queue.toKey(job.id);
    const token = randomBytes(12).toString('hex');
    const attempt = job.attemptsMade + 1;
    await db.hset(key, 'attempt', attempt, 'token', token, 'intentAt', Date.now());

    const ended = new Promise((resolve) => live.set(token, { resolve, key }));
    const { id } = await carrier.dial(token, job.data.to);
    const accepted = db.hset(key, 'carrierCall', id, 'dialedAt', Date.now());

    const { outcome } = await ended;
    const now = Date.now();
    await Promise.all([
      accepted,
      db.callEnded(key, queue.toKey(`run:${job.data.run}`), queue.toKey(`results:${job.data.run}`), outcome, now, job.data.index, `${outcome},${attempt},${now}`),
    ]);
    if (outcome !== 'completed') throw new Error(outcome);
    return outcome;
  };
}
