import { namedEntries } from '@sourceos/sync-spec';
import * as z from 'zod';

// Plain keys cannot be bound: what a person types stays what they typed.
const chord = z
  .string()
  .max(32)
  .regex(
    /^(?:(?:ctrl|alt|ctrl-alt|alt-shift)-(?:[a-z0-9]|[[\]\\/.,;'=-])|(?:ctrl-|alt-|shift-)?(?:f[1-9]|f1[0-2]|home|end|insert|delete|page-up|page-down|up|down|left|right|tab))$/,
    {
      error: 'a key with a modifier such as ctrl-w, or a function key',
    },
  );

const editingAction = z.enum([
  'beginning_of_line',
  'end_of_line',
  'forward_character',
  'backward_character',
  'forward_word',
  'backward_word',
  'delete_character',
  'kill_line',
  'kill_whole_line',
  'kill_word',
  'backward_kill_word',
  'yank',
  'undo',
  'redo',
  'transpose_characters',
  'transpose_words',
  'upcase_word',
  'downcase_word',
  'complete',
  'previous_history',
  'next_history',
  'history_search_backward',
  'history_search_forward',
  'clear_screen',
  'none',
]);

/**
 * Line-editing actions by key. A closed list: bindings take effect without review, so none of the
 * actions runs a command, expands the line or types text.
 */
export const keyBindings = namedEntries(chord, editingAction, 256);
