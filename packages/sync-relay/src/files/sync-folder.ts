import { closeSync, fsyncSync, openSync } from 'node:fs';

/** A file that was created is there after a power cut only where its folder was synced too. Not so on Windows. */
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
