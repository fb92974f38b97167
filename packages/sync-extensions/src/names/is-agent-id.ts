/** Whether an author is an agent and not a person. */
export const isAgentId = (authorId: string): boolean => authorId.startsWith('urn:srcos:agent:');
