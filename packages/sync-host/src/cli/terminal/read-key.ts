import { emitKeypressEvents, type Key } from 'node:readline';

/** Reads one key of those that are expected, without a return key. Ctrl+C and Ctrl+D are `q`. */
export const readKey = (keys: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const { stdin } = process;
    emitKeypressEvents(stdin);
    stdin.setRawMode(true);
    stdin.resume();
    const onKey = (_text: string | undefined, { name, ctrl }: Key): void => {
      const pressed = ctrl === true && (name === 'c' || name === 'd') ? 'q' : name;
      if (pressed === undefined || !keys.includes(pressed)) return;
      stdin.off('keypress', onKey);
      stdin.setRawMode(false);
      stdin.pause();
      resolve(pressed);
    };
    stdin.on('keypress', onKey);
  });
