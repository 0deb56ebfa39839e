import { describe, expect, test } from 'vitest';
import { answer, faults } from './contract.testing.ts';

const asking = { fields: ['email'], others: ['password', 'userName', 'value', 'message'] };

describe('an error names the field at fault', () => {
  test.each([
    { message: ['email must be an email'] },
    { errors: ['email must be an email', 'email should not be empty'] },
    { errors: { email: ['The email field must be a valid address.'] } },
    { errors: [{ field: 'email', message: 'is the wrong value' }] },
    { errors: [{ path: ['email'], message: 'Required' }] },
    { detail: [{ loc: ['body', 'email'], msg: 'field required', input: { password: 'x' } }] },
    { errors: [{ source: { pointer: '/data/email' }, title: 'Invalid value' }] },
    { errors: [{ instancePath: '/email', message: 'must match format' }] },
    { errors: [{ instancePath: '', message: "must have required property 'email'" }] },
    { fieldErrors: { email: ['Invalid'] }, formErrors: [] },
    { errors: { fieldErrors: { email: ['Invalid'] } } },
    { email: ['Enter a valid address.'] },
    { detail: 'body.email is not a value of its format' },
    { error: 'E-Mail missing' },
    { errors: ['password is fine, but email must differ from password'] },
  ])('%j', (body) => expect(faults(answer(400, body), asking)).toStrictEqual([]));
  test.each([
    ['refreshToken', 'refresh_token is required'],
    ['refreshToken', 'The refresh token is required'],
    ['refresh_token', 'refreshToken is required'],
    ['user[street]', 'street is required'],
    ['/address/street', 'address.street is required'],
    ['__proto__', 'property __proto__ should not exist'],
  ])('%s: %s', (field, message) => expect(faults(answer(400, { message }), { fields: [field] })).toStrictEqual([]));
});

describe('an error that', () => {
  const none = 'field: does not name email, the field at fault';
  test.each([
    ['names nothing', { message: 'Validation failed' }, none],
    ['names it only within another word', { message: 'newEmail is wrong' }, none],
    ['has no body that says anything', {}, none],
    ['only sends the request back', { errors: [{ msg: 'wrong', input: { email: 'x' } }] }, none],
    ['names another one', { errors: ['password is too short'] }, 'field: names password instead of email'],
    ['names another one as a key', { errors: { user_name: ['wrong'] } }, 'field: names userName instead of email'],
    ['blames another one as well', { errors: ['email is wrong', 'password is too short'] }, 'field: blames password as well'],
    ['blames one by key as well', { errors: { email: ['no'], password: ['no'] } }, 'field: blames password as well'],
    [
      'blames one by its place as well',
      { errors: [{ field: 'email' }, { field: 'userName', message: 'no' }] },
      'field: blames userName as well',
    ],
    ['blames one in quotes as well', { errors: ['email is wrong', "must have 'password'"] }, 'field: blames password as well'],
  ])('%s is at fault', (_title, body, message) => expect(faults(answer(400, body), asking)).toStrictEqual([message]));
  test('uses the name of another field as a word of prose is not', () => {
    expect(faults(answer(400, { errors: ['email is not a valid value', 'the data of a message is wrong'] }), asking)).toStrictEqual([]);
  });
  test('names one of several is right', () => {
    expect(faults(answer(400, { errors: ['userName is missing'] }), { fields: ['email', 'userName'], others: ['password'] })).toStrictEqual(
      [],
    );
  });
});
