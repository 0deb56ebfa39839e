import { slug } from '../../cases/identity.ts';
import type { ContractMutant } from '../mutant.ts';
import type { Site } from '../site.ts';
import { exampleEdits } from './examples.ts';
import { operationEdits } from './operations.ts';
import { responseEdits } from './responses.ts';

/** Every sentence of a contract, changed. One that several operations share is changed once, and any of them may notice. */
export function contractMutants(sites: readonly Site[]): ContractMutant[] {
  const found = new Map<string, ContractMutant & { operations: ContractMutant['operations'][number][] }>();
  for (const site of sites)
    for (const { name, same = name, edit, ...idea } of [...operationEdits(site), ...responseEdits(site), ...exampleEdits(site)]) {
      const { operation, contract } = site;
      const key = `${edit.file}#${edit.pointer} ${same}`;
      const known = found.get(key);
      if (known) known.operations.push(operation);
      else {
        const id = [`${contract.spec.name}.${slug(operation.id)}`, 'contract', ...name.split('/').map(slug)].filter(Boolean).join('/');
        found.set(key, { ...idea, id, api: contract.spec.name, operation, operations: [operation], edit });
      }
    }
  return [...found.values()];
}
