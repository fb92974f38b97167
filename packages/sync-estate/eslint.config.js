export { estate as default } from '@sourceos/eslint-config';
