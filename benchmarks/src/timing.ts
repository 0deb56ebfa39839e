/** The gate against user enumeration by time: exits 1 when any two kinds of failed sign-in can be told apart. See README.md. */
import { openFresh } from './database.ts';
import { measure, tooMany, wrongCredentials, type Sample } from './measure.ts';
import { populate, type Attempt } from './population.ts';
import { runs, size, type Run } from './runs.ts';
import { startServer } from './server.ts';
import { auc, createSequence, median, shuffle } from './statistics.ts';
import { closeAll, populateThrottled } from './throttled.ts';

/** How few attempts of a cohort are enough when the machine is slow: of 200 equals one AUC in 2,000 is off by 0.10, of 300 one in 40,000. */
const enough = 200;
const [lowest, highest] = [0.4, 0.6];

const warmUp: Attempt[] = Array.from({ length: 20 }, (_, index) => ({ cohort: 'warm-up', label: '', email: `warm${index}@example.com` }));

const next = createSequence(20_261_121);
const failures: string[] = [];
for (const each of runs) {
  const name = `${each.title}, ${each.engine}, ${each.concurrency} at a time`;
  console.log(`\n${name}`);
  for (const finding of report(await run(each))) failures.push(`${name}: ${finding}`);
}
console.log(`\n${failures.length > 0 ? `FAILED: ${failures.join('; ')}` : 'None can be told from another'}`);
if (failures.length > 0) process.exitCode = 1;

async function run({ engine, mix, ...options }: Run): Promise<Sample[]> {
  const database = await openFresh(engine);
  try {
    const attempts = await (mix ? populate(database.url, mix, size) : populateThrottled(database.url, size));
    const settings = mix ? { THROTTLE: 'off' } : { THROTTLE: 'on', TRUST_PROXY: '127.0.0.0/8' };
    const server = await startServer({ DATABASE_URL: database.url, ...settings });
    try {
      await measure(server.address, warmUp, { ...options, expected: wrongCredentials });
      if (!mix) await closeAll(server.address, attempts);
      return await measure(server.address, interleave(attempts), { ...options, expected: mix ? wrongCredentials : tooMany });
    } finally {
      await server.stop();
    }
  } finally {
    await database.remove();
  }
}

/** One of each cohort, in changing order, then again: whatever disturbs the machine disturbs all alike. */
function interleave(attempts: readonly Attempt[]): Attempt[] {
  const cohorts = [...Map.groupBy(attempts, ({ cohort }) => cohort).values()].map((group) => shuffle(group, next));
  return Array.from({ length: size }, (_, round) =>
    shuffle(
      cohorts.flatMap((group) => group[round] ?? []),
      next,
    ),
  ).flat();
}

/** Prints the table and returns what is wrong. */
function report(samples: readonly Sample[]): string[] {
  const cohorts = Map.groupBy(samples, ({ cohort }) => cohort);
  for (const [name, group] of cohorts) console.log(`  ${name.padEnd(44)} n ${count(group)}   median ${format(group)} ms`);
  for (const [label, group] of Map.groupBy(cohorts.get('wrong password') ?? [], (sample) => sample.label)) {
    console.log(`    of class ${label.padEnd(33)} n ${count(group)}   median ${format(group)} ms`);
  }
  const isEnough = cohorts.size > 1 && [...cohorts.values()].every(({ length }) => length >= enough);
  const findings = isEnough ? [] : [`the machine is too busy to say: fewer than ${enough} attempts of a kind`];
  for (const [a, b] of pairsOf([...cohorts.keys()])) {
    const value = auc(timesOf(cohorts.get(a)), timesOf(cohorts.get(b)));
    const isEqual = value >= lowest && value <= highest;
    if (!isEqual) findings.push(`${a} and ${b} can be told apart`);
    console.log(`  AUC ${value.toFixed(3)}  ${isEqual ? 'equal     ' : 'TOLD APART'}  ${a} / ${b}`);
  }
  return findings;
}

function count({ length }: readonly Sample[]): string {
  return String(length).padStart(3);
}

function format(group: readonly Sample[]): string {
  return median(timesOf(group)).toFixed(1).padStart(6);
}

function timesOf(samples: readonly Sample[] = []): number[] {
  return samples.map(({ time }) => time);
}

function pairsOf(names: readonly string[]): [string, string][] {
  return names.flatMap((a, index) => names.slice(index + 1).map((b): [string, string] => [a, b]));
}
