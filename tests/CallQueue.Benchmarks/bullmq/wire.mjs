// The same job on BullMQ over HTTP: dials a Twilio-shaped carrier, takes its signed webhooks with fastify, and keeps the same facts as peer.mjs.
// The benchmark's program drives it over /control. node wire.mjs --carrier URL --events 1|4 --fsync everysec|always [--data FOLDER]
// It prints one line of JSON when it listens: its port, and the process id of its Redis.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse } from 'node:querystring';
import { parseArgs } from 'node:util';
import { Queue, Worker } from 'bullmq';
import fastify from 'fastify';
import { Pool } from 'undici';
import { callLife } from './calls.mjs';
import { startRedis } from './redis.mjs';

const PART = 2000;
const ALL_EVENTS = ['initiated', 'ringing', 'answered', 'completed'];
const OUTCOMES = { completed: 'completed', busy: 'busy', 'no-answer': 'no_answer', failed: 'failed', canceled: 'canceled' };

const { values } = parseArgs({
  options: {
    carrier: { type: 'string' },
    events: { type: 'string', default: '1' },
    fsync: { type: 'string', default: 'everysec' },
    data: { type: 'string' },
    account: { type: 'string' },
    token: { type: 'string' },
    number: { type: 'string' },
  },
});
const events = values.events === '4' ? ALL_EVENTS : ['completed'];
const redis = await startRedis(values.fsync, values.data);
const db = redis.connect({ enableAutoPipelining: true });
const authorization = `Basic ${Buffer.from(`${values.account}:${values.token}`).toString('base64')}`;
const pool = new Pool(values.carrier, { connections: 256 });
let origin;

// Which business's receiver awaits the end of a dial.
const awaited = new Map();

class TwilioCarrier {
  #receiver;

  attach(receiver) {
    this.#receiver = receiver;
  }

  async dial(token, to) {
    awaited.set(token, this.#receiver);
    const form = new URLSearchParams({
      To: to, From: values.number, StatusCallback: `${origin}/status?token=${token}`, StatusCallbackMethod: 'POST', Timeout: '30', TimeLimit: '1800',
      Twiml: '<Response><Say>Hello</Say></Response>',
    });
    for (const event of events) form.append('StatusCallbackEvent', event);
    const { statusCode, body } = await pool.request({
      method: 'POST', path: `/2010-04-01/Accounts/${values.account}/Calls.json`, body: form.toString(),
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    });
    const answer = await body.json();
    if (statusCode !== 201) throw new Error(`the carrier answered ${statusCode}`);
    return { id: answer.sid };
  }
}

function isGenuine(request) {
  const given = request.headers['x-twilio-signature'];
  if (!given) return false;
  let text = origin + request.url;
  for (const name of Object.keys(request.body).sort()) text += name + request.body[name];
  const ours = createHmac('sha1', values.token).update(text).digest();
  const theirs = Buffer.from(given, 'base64');
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

const businesses = new Map();

async function business(name, slots) {
  if (!businesses.has(name)) {
    const queue = new Queue(name, {
      connection: redis.connect(),
      defaultJobOptions: { attempts: 3, backoff: { type: 'fixed', delay: 30 * 60 * 1000 }, removeOnComplete: 100, removeOnFail: 500 },
    });
    await queue.pause();
    const worker = new Worker(name, callLife(queue, db, new TwilioCarrier()), { connection: redis.connect(), concurrency: slots });
    worker.on('error', (error) => { console.error(error); process.exit(1); });
    await worker.waitUntilReady();
    businesses.set(name, { queue, worker });
  }
  return businesses.get(name);
}

const app = fastify({ logger: false });
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) => done(null, parse(body)));

app.post('/status', (request, reply) => {
  if (!isGenuine(request)) return reply.code(403).send();
  const { CallSid: id, CallStatus: status } = request.body;
  const { token } = request.query;
  const receiver = awaited.get(token);
  const outcome = OUTCOMES[status];
  if (outcome) awaited.delete(token);
  receiver?.(outcome ? { token, id, status: 'ended', outcome } : { token, id, status });
  return reply.code(204).send();
});

app.post('/control/enqueue', async ({ body: { business: name, slots, run, calls, first } }) => {
  const { queue } = await business(name, slots);
  await queue.pause();
  for (let offset = 0; offset < calls; offset += PART) {
    await queue.addBulk(Array.from({ length: Math.min(PART, calls - offset) }, (_, i) => ({
      name: 'call', data: { run, index: offset + i, to: `+1202${String(first + offset + i).padStart(7, '0')}` },
    })));
  }
  return { calls };
});

app.post('/control/release', async () => {
  await Promise.all([...businesses.values()].map(({ queue }) => queue.resume()));
  return {};
});

app.get('/control/recorded', async ({ query: { business: name, run } }) => {
  const { queue } = businesses.get(name);
  return { completed: Number(await db.hget(queue.toKey(`run:${run}`), 'completed')) };
});

await app.listen({ port: 0, host: '127.0.0.1' });
origin = `http://127.0.0.1:${app.server.address().port}`;
console.log(JSON.stringify({ port: app.server.address().port, redis: redis.pid }));

process.once('SIGTERM', async () => {
  await Promise.all([...businesses.values()].map(({ worker }) => worker.close(true)));
  await redis.stop();
  process.exit(0);
});
