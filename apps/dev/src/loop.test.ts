import { expect, test } from 'vitest';
import type { Outcome, Stages } from './cycle.ts';
import { systemFinding } from './finding.ts';
import { createLoop } from './loop.ts';

const nothing = { findings: [], written: [], code: [], kept: [], missing: [], documents: {} };

/** Stages that find nothing; `lint` waits for what it is told to. */
function createStages(lint: () => Promise<void> = async () => {}) {
  const compiled: (readonly string[])[] = [];
  const stages: Stages = {
    lint: async () => {
      await lint();
      return { findings: [], hidden: [] };
    },
    generate: async () => nothing,
    compile: async (changed) => {
      compiled.push(changed);
      return [];
    },
    compare: async () => ({ verdicts: [], findings: [], remarks: [] }),
    stories: async () => [],
  };
  return { stages, compiled };
}

function start(stages: Stages) {
  const outcomes: { outcome: Outcome; changed: readonly string[] }[] = [];
  const errors: unknown[] = [];
  const loop = createLoop({
    stages,
    isCode: (path) => path.endsWith('.ts'),
    onOutcome: (outcome, changed) => void outcomes.push({ outcome, changed }),
    onError: (error) => void errors.push(error),
    now: () => 0,
  });
  return { loop, outcomes, errors };
}

test('changes that come while a cycle runs are taken up in one more, and no more', async () => {
  const gate = Promise.withResolvers<void>();
  const { stages } = createStages(() => gate.promise);
  const { loop, outcomes } = start(stages);
  loop.changed(['/a.yaml']);
  loop.changed(['/b.yaml']);
  loop.changed(['/c.yaml', '/b.yaml']);
  gate.resolve();
  await loop.idle();
  expect(outcomes.map(({ changed }) => changed)).toStrictEqual([['/a.yaml'], ['/b.yaml', '/c.yaml']]);
});

test('the compiler is told of code, and of the types that were written', async () => {
  const { stages, compiled } = createStages();
  const { loop } = start({
    ...stages,
    generate: async () => ({ ...nothing, written: ['/types.gen.ts', '/a.gen.json'], code: ['/types.gen.ts'] }),
  });
  loop.changed(['/a.yaml', '/handler.ts']);
  await loop.idle();
  expect(compiled).toStrictEqual([['/types.gen.ts', '/handler.ts']]);
});

test('a stage that fails for its own reasons ends nothing', async () => {
  let times = 0;
  const { stages } = createStages(async () => {
    times += 1;
    if (times === 1) throw new Error('out of memory');
  });
  const { loop, outcomes, errors } = start(stages);
  loop.changed(['/a.yaml']);
  await loop.idle();
  loop.changed(['/a.yaml']);
  await loop.idle();
  expect([errors, outcomes.length]).toStrictEqual([[new Error('out of memory')], 1]);
});

test('by types of an earlier state no handler is judged, and no server follows', async () => {
  const { stages } = createStages();
  const found = { ...systemFinding('TS1', 'does not fit'), file: '/project/apps/server/src/apis/login/login.ts' };
  const { loop, outcomes } = start({ ...stages, generate: async () => ({ ...nothing, kept: ['login'] }), compile: async () => [found] });
  loop.changed([]);
  await loop.idle();
  expect(outcomes[0]?.outcome).toMatchObject({ findings: [], contractsHold: true, handlersFit: false });
});
