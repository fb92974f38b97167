#!/usr/bin/env node
import { CommanderError } from 'commander';
import { createProgram } from './program.js';

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      process.stderr.write(`sync-relay: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 3;
    }
  });
