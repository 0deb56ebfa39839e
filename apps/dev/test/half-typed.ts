import type { Edit } from './edit.ts';

const signIn = 'specs/sign-in/openapi.yaml';
const headers = 'specs/shared/headers.yaml';

/** What is no YAML, as it is while somebody types, or after a merge. */
export const halfTyped: readonly Edit[] = [
  { title: 'a tab', file: signIn, from: '        lastLogin:', to: '\tlastLogin:', at: '\tlastLogin', rule: /^yaml$/ },
  { title: 'a colon too few', file: signIn, from: 'title: Sign-in API', to: 'title Sign-in API', at: 'title Sign-in API', rule: /^yaml$/ },
  {
    title: 'a bracket that stays open',
    file: signIn,
    from: 'enum: [active, inactive]',
    to: 'enum: [active, inactive',
    at: 'enum: [active, inactive',
    rule: /^yaml$/,
  },
  { title: 'the same key twice', file: signIn, from: '        createdAt:\n', to: '        lastLogin:\n', at: 'lastLogin:', rule: /^yaml$/ },
  {
    title: 'a quote that stays open, and ends many lines below',
    file: signIn,
    from: 'summary: Sign in',
    to: 'summary: "Sign in',
    at: 'summary: "Sign in',
    rule: /^yaml$/,
  },
  {
    title: 'a line indented a blank less',
    file: signIn,
    from: '      required: [accessToken, refreshToken, user]',
    to: '     required: [accessToken, refreshToken, user]',
    at: '     required: [accessToken',
    rule: /^yaml$/,
  },
  {
    title: 'a name of an example that nobody gave',
    file: signIn,
    from: '*signed-in\n',
    to: '*signed-inn\n',
    at: '*signed-inn',
    rule: /^yaml$/,
  },
  {
    title: 'both sides of a merge',
    file: signIn,
    from: '  version: 1.0.0\n',
    to: '<<<<<<< HEAD\n  version: 1.0.0\n=======\n  version: 1.1.0\n>>>>>>> other\n',
    at: '<<<<<<< HEAD',
    rule: /^yaml$/,
  },
  { title: 'a waiver that is half done', file: 'specs/waivers.yaml', from: '\n', to: '\n- x: [\n', at: '- x: [', rule: /^yaml$/ },
  { title: 'a broken shared file', file: headers, from: 'description:', to: '\tdescription:', at: '\tdescription:', rule: /^yaml$/ },
];
