export { engine as default } from '@sourceos/eslint-config';
