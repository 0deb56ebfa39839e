import { argv, env } from 'node:process';
import { createTodos } from './todos.js';

createTodos({ room: env.ROOM, token: env.TODO_TOKEN }).listen(Number(argv[2] ?? 3000));
