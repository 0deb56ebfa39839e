// oxlint-disable-next-line node/no-process-env -- the one place that reads it: for fixtures, and for the server that is started
export const environment: NodeJS.ProcessEnv = process.env;
