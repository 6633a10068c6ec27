import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Standard output of a program that must succeed. `env` is added to the environment. */
export async function run(program, args, env = {}) {
  const { stdout } = await execute(program, args, { maxBuffer: 1 << 28, env: { ...process.env, ...env } });
  return stdout;
}

export async function runJson(program, args, env) {
  return JSON.parse(await run(program, args, env));
}

/** The first Python on the machine that has these modules, or undefined. */
export async function pythonWith(modules) {
  for (const python of [process.env.LEADWISE_BENCH_PYTHON, 'python3', '/usr/bin/python3'].filter(Boolean)) {
    const works = await run(python, ['-c', `import ${modules.join(', ')}`]).then(() => true, () => false);
    if (works) return python;
  }
  return undefined;
}
