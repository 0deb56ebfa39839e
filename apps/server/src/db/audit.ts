import type { Knex } from 'knex';
import type { AuditRow, AuditStore } from '../core/audit.ts';
import type { Query } from './query.ts';

const pruneBatch = 1_000;

export function createAuditStore(query: Query): AuditStore {
  return {
    append: (row) => query((knex) => insertAudit(knex, row)),
    async prune(before) {
      let removed = 0;
      for (let last = pruneBatch; last === pruneBatch; removed += last) {
        // In pieces, because SQLite serves no one meanwhile.
        last = await query((knex) =>
          knex('audit')
            .whereIn('id', knex('audit').where('at', '<', before).limit(pruneBatch).select('id'))
            .delete(),
        );
      }
      return removed;
    },
  };
}

/** Also for a transaction that grants something: what was granted and its trace are kept together or not at all. */
export async function insertAudit(knex: Knex, { accountId, requestId, ...row }: AuditRow): Promise<void> {
  await knex('audit').insert({ ...row, account_id: accountId, request_id: requestId });
}
