export { host as default } from '@sourceos/eslint-config';
