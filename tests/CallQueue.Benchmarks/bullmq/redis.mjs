// Starts a Redis of its own on a free loopback port, in a temporary folder, and stops it by its process.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

const freePort = () => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

export async function startRedis(fsync, dataFolder = tmpdir()) {
  const folder = await mkdtemp(join(dataFolder, 'redis-'));
  const port = await freePort();
  const server = spawn('redis-server', [
    '--bind', '127.0.0.1', '--port', `${port}`, '--dir', folder, '--save', '', '--appendonly', 'yes', '--appendfsync', fsync,
  ], { stdio: 'ignore' });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  process.once('exit', () => server.kill('SIGKILL'));
  const connect = (options = {}) => new Redis({ host: '127.0.0.1', port, maxRetriesPerRequest: null, ...options });
  const probe = connect();
  probe.on('error', () => { /* it is not up yet; the client tries again */ });
  await probe.ping();

  return {
    connect,
    pid: server.pid,
    async cpuMs() {
      const info = await probe.info('cpu');
      const seconds = (name) => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)[1]);
      return (seconds('used_cpu_sys') + seconds('used_cpu_user')) * 1000;
    },
    async stop() {
      probe.disconnect();
      server.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
