export { testkit as default } from '@sourceos/eslint-config';
