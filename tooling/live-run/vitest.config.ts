export { default } from '@sourceos/vitest-config';
