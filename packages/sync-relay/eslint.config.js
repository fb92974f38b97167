export { relay as default } from '@sourceos/eslint-config';
