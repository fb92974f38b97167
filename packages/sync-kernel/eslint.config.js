export { kernel as default } from '@sourceos/eslint-config';
