export { default } from '@sourceos/tsup-config';
