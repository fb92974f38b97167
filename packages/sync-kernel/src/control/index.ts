/** The control log of a scope, by which anybody tells who is a member: neither engines nor strategies are reached from here. */
export type { AuthorityLog, AuthorityView, ControlLimits } from './authority-view.js';
export type { ControlLog, ControlResult } from './control-log.js';
export { keyIdOf, parseControlRecord, type ControlRecord } from './control-record.js';
export type { ControlStatement, StatementOf } from './control-statement.js';
export type { ControlView } from './control-view.js';
export { createControlLog, type ControlLogOptions } from './create-control-log.js';
export type { Member } from './members.js';
export { controlStatementId, signControlRecord, type ControlBody } from './sign-control-record.js';
