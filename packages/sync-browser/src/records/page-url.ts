import { webUrl } from '@sourceos/sync-spec';

/**
 * The address of a page. Only web pages travel: an address that runs (`javascript:`, `data:`) or that
 * means something else on each device (`file:`, `about:`) has no representation, and neither have credentials.
 */
export const pageUrl = () => webUrl(8_192, ['http', 'https']);
