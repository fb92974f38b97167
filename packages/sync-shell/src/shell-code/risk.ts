import { shorten } from '@sourceos/sync-kernel';

/** One thing that code does and a person should know of before it runs. */
export interface Risk {
  readonly kind:
    | 'download_run'
    | 'encoded_run'
    | 'computed_run'
    | 'root'
    | 'shadow'
    | 'search_path'
    | 'environment'
    | 'hook'
    | 'network'
    | 'persistence'
    | 'secret_file'
    | 'deletion'
    | 'unchecked'
    | 'unread';
  /** The rest of a sentence whose subject is the code: `runs what it downloads from get.example`. */
  readonly words: string;
}

/** Most risks that are kept of one piece of code: a card is read by a person. */
const most = 16;
const longest = 80;

/** A name from the code as a sentence may hold it: on one line, and short. */
export const quoted = (text: string): string => shorten(text, longest);

/** Collects risks, each once. */
export interface RiskList {
  readonly add: (kind: Risk['kind'], words: string) => void;
  readonly all: () => readonly Risk[];
}

export const riskList = (): RiskList => {
  const found = new Map<string, Risk>();
  return {
    add: (kind, words) => {
      if (found.size < most && !found.has(words)) found.set(words, { kind, words });
    },
    all: () => [...found.values()],
  };
};
