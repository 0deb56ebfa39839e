/** For every connection: knex neither prints nor writes values into the messages of errors, which end in a log. */
export const quiet = {
  compileSqlOnError: false,
  log: { debug() {}, warn() {}, error() {}, deprecate() {} },
};
