// The same job on BullMQ: lets calls live through the slots of one business and prints one line of JSON.
// node peer.mjs --lives 20000 --slots 100 --fsync everysec|always [--warmup 5000] [--data FOLDER]
import { parseArgs } from 'node:util';
import { Queue, Worker } from 'bullmq';
import { callLife } from './calls.mjs';
import { InstantCarrier } from './carrier.mjs';
import { startRedis } from './redis.mjs';

const PART = 2000;

const { values } = parseArgs({
  options: {
    lives: { type: 'string', default: '20000' },
    slots: { type: 'string', default: '100' },
    fsync: { type: 'string', default: 'everysec' },
    warmup: { type: 'string', default: '5000' },
    data: { type: 'string' },
  },
});
const [lives, slots, warmup] = [values.lives, values.slots, values.warmup].map(Number);

async function enqueue(queue, run, count) {
  for (let offset = 0; offset < count; offset += PART) {
    const part = Array.from({ length: Math.min(PART, count - offset) }, (_, i) => ({
      name: 'call',
      data: { run, index: offset + i, to: `+1202${String(offset + i).padStart(7, '0')}` },
    }));
    await queue.addBulk(part);
  }
}

// Fills a queue, then lets a worker with one place per slot empty it.
async function measure(redis, name, count) {
  const queue = new Queue(name, {
    connection: redis.connect(),
    defaultJobOptions: {
      attempts: 3, backoff: { type: 'fixed', delay: 30 * 60 * 1000 }, removeOnComplete: 100, removeOnFail: 500,
    },
  });
  const db = redis.connect({ enableAutoPipelining: true });
  const enqueuing = performance.now();
  await enqueue(queue, name, count);
  const enqueued = performance.now();

  const worker = new Worker(name, callLife(queue, db, new InstantCarrier()), {
    connection: redis.connect(), concurrency: slots, autorun: false,
  });
  await worker.waitUntilReady();
  let completed = 0;
  const done = new Promise((resolve, reject) => {
    worker.on('completed', () => { if (++completed === count) resolve(); });
    worker.on('failed', (_, error) => reject(error));
    worker.on('error', reject);
  });
  const [cpu, redisCpu, start] = [process.cpuUsage(), await redis.cpuMs(), performance.now()];
  worker.run();
  await done;
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const redisCpuMs = await redis.cpuMs() - redisCpu;
  const recorded = Number(await db.hget(queue.toKey(`run:${name}`), 'completed'));
  if (recorded !== count) throw new Error(`${recorded} of ${count} outcomes are recorded`);

  await worker.close();
  await queue.close();
  db.disconnect();
  return {
    lives: count, slots, fsync: values.fsync, seconds, perSecond: count / seconds,
    enqueuePerSecond: count / ((enqueued - enqueuing) / 1000), nodeCpuMs: (user + system) / 1000, redisCpuMs,
  };
}

const redis = await startRedis(values.fsync, values.data);
let code = 0;
try {
  if (warmup > 0) await measure(redis, 'warmup', warmup);
  console.log(JSON.stringify(await measure(redis, 'calls', lives)));
} catch (error) {
  console.error(error);
  code = 1;
} finally {
  await redis.stop();
}
process.exit(code);
