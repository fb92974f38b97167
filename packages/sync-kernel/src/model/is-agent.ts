/** Whether an author is an agent and not a person. */
export const isAgent = (authorId: string): boolean => authorId.startsWith('urn:srcos:agent:');
