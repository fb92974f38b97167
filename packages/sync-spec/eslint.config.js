export { spec as default } from '@sourceos/eslint-config';
