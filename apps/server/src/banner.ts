import { demoAccounts, demoPassword } from './db/demo.ts';

/** What a person who has just started the server wants to know. */
export function banner(address: string, hasDocs: boolean): string {
  const [active, inactive] = demoAccounts;
  const curl = (path: string, body: object) =>
    `  curl -i ${address}${path} \\\n    -H 'Content-Type: application/json' \\\n    -d '${JSON.stringify(body)}'`;
  return `
Countersign is listening on ${address}
${hasDocs ? `Every operation, to read and to try: ${address}/docs/\n` : ''}
Demo accounts, password ${demoPassword}:
  ${active.email}, ${active.username}, ${active.phone} (active)
  ${inactive.email}, ${inactive.username}, ${inactive.phone} (inactive)

Try it:
${curl('/api/v1/auths/sign-in', { username: active.username, password: demoPassword })}

${curl('/api/v1/auth/login', { email: active.email, password: demoPassword })}
`;
}
