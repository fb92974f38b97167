export { tool as default } from '@sourceos/eslint-config';
