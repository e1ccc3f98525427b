/** Every command by name. A module is loaded only when its command is called, or when help lists them all. */
import type { Command } from './command.ts';

export type CommandModule = { command: Command };

export const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  demo: () => import('./demo.ts'),
  start: () => import('./start.ts'),
  worker: () => import('./worker.ts'),
  api: () => import('./api.ts'),
  scheduler: () => import('./scheduler.ts'),
  sync: () => import('./sync.ts'),
  sandbox: () => import('./sandbox.ts'),
  dedupe: () => import('./dedupe.ts'),
  why: () => import('./why.ts'),
  model: () => import('./model.ts'),
  decide: () => import('./decide.ts'),
  check: () => import('./check.ts'),
  score: () => import('./score.ts'),
  sla: () => import('./sla.ts'),
};
