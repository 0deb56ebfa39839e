import { expect, test } from 'vitest';
import type { Method } from './arguments.ts';
import { toShape } from './shape.ts';

test.each([
  ['listDevices', 'get /devices', 'list', 'device'],
  ['searchLoginAttempts', 'get /login-attempts', 'list', 'login attempt'],
  ['getDevice', 'get /devices/{deviceId}', 'item', 'device'],
  ['getCategory', 'get /categories/{categoryId}', 'item', 'category'],
  ['readAPIKey', 'get /api-keys/{apiKeyId}', 'item', 'api key'],
  ['createAddress', 'post /addresses', 'create', 'address'],
  ['addStatus', 'post /statuses', 'create', 'status'],
  ['updateDevice', 'patch /devices/{deviceId}', 'change', 'device'],
  ['replaceDevice', 'put /devices/{deviceId}', 'change', 'device'],
  ['deleteDevice', 'delete /devices/{deviceId}', 'remove', 'device'],
  ['requestCode', 'post /request-code', 'action', 'request code'],
  ['list', 'post /list', 'action', 'list'],
])('%s is %s', (operationId, place, kind, noun) => {
  const { method, path, ...shape } = toShape(operationId, {});
  expect(`${method} ${path}`).toBe(place);
  expect(shape).toMatchObject({ kind, noun });
});

test.each<[string, { method?: Method; path?: string }, object]>([
  ['peek', { method: 'get' }, { kind: 'item', path: '/peek', parameters: [] }],
  ['getDevice', { method: 'post' }, { kind: 'action' }],
  ['requestCode', { method: 'put' }, { kind: 'change', path: '/request-code' }],
  ['revokeDevice', { path: '/me/devices/{id}' }, { method: 'delete', kind: 'remove', parameters: ['id'] }],
  ['getKey', { path: '/devices/{deviceId}/keys/{keyId}' }, { parameters: ['deviceId', 'keyId'] }],
])('what is told goes before what is guessed: %s %j', (operationId, options, expected) => {
  expect(toShape(operationId, options)).toMatchObject(expected);
});

test.each([
  ['devices', 'begins with /'],
  ['/', 'does not end with /'],
  ['/devices/', 'does not end with /'],
  ['/Devices', '`Devices` is neither'],
  ['/devices//keys', '`` is neither'],
  ['/devices/{Id}', '`{Id}` is neither'],
  ['/devices/{id}/keys/{id}', 'a name of its own'],
  ['/devices?all=true', 'is neither'],
  ['/../login', '`..` is neither'],
])('%s is no path: it %s', (path, reason) => {
  expect(() => toShape('getDevice', { path })).toThrow(reason);
});
