const field = (id: string, label: string, control: string, kind = 'field'): string =>
  `<div class="${kind}"><label for="${id}">${label}</label>${control}</div>`;

const select = (id: string, label: string): string =>
  field(id, label, `<select id="${id}" name="${id}"><option value="">any ${label.toLowerCase()}</option></select>`);

/** The filters and the list that they act on; the page's script fills both. */
export const filters = `<section>
<h2>Repositories and findings</h2>
<noscript><p>The list below needs JavaScript; the tables above do not.</p></noscript>
<form id="filters" role="search" autocomplete="off">
${field('text', 'Text', '<input type="search" id="text" name="text" placeholder="repository, file, message">', 'field wide')}
${select('status', 'Status')}
${select('severity', 'Severity')}
${select('engine', 'Engine')}
${select('rule', 'Rule')}
<label class="check"><input type="checkbox" name="accepted"> accepted findings</label>
<button type="reset">Clear</button>
</form>
<p id="count" role="status"></p>
<ul id="repositories"></ul>
<button type="button" id="more" hidden></button>
</section>`;
