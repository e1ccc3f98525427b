/** Every command by name. A module is loaded only when its command is called, or when help lists them all. */
import type { Command } from './command.ts';

export type CommandModule = { command: Command };

export const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  dedupe: () => import('./dedupe.ts'),
  start: () => import('./start.ts'),
  worker: () => import('./worker.ts'),
  api: () => import('./api.ts'),
  scheduler: () => import('./scheduler.ts'),
  score: () => import('./score.ts'),
  sla: () => import('./sla.ts'),
  demo: () => import('./demo.ts'),
  sync: () => import('./sync.ts'),
  why: () => import('./why.ts'),
};
