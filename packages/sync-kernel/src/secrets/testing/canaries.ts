import fc from 'fast-check';

const of = (characters: string) => (length: number) =>
  fc
    .array(
      fc.nat(characters.length - 1).map((index) => characters.charAt(index)),
      { minLength: length, maxLength: length },
    )
    .map((picked) => picked.join(''));

const digit = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const hex = of(`${digit}abcdef`);
const alphanumeric = of(digit + lower + upper);
const base64Url = of(`${digit}${lower}${upper}-_`);
const base64 = of(`${digit}${lower}${upper}+/`);

type Part = string | fc.Arbitrary<string>;

const text = (...parts: readonly Part[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((picked) => picked.join(''));

const one = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** Made-up keys of the PEM form: 64 characters a line, as programs write them. */
const pem = (label: string): fc.Arbitrary<string> =>
  text(`-----BEGIN ${label}-----\n`, base64(64), '\n', base64(64), '\n', base64(22), `==\n-----END ${label}-----`);

/** Digits as Discord writes a user's id. */
const discordId = of(digit)(18).map((id) => btoa(id).replace(/=+$/, ''));

/** A canary of every kind: what the format's documentation describes, with random characters. */
export const canaries: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'aws-access-key-id': text(one('AKIA', 'ASIA'), of(`${upper}234567`)(16)),
  'aws-secret-access-key': text('aws_secret_access_key = ', base64(40)),
  'github-token': text(one('ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'), alphanumeric(36)),
  'github-fine-grained-token': text('github_pat_', alphanumeric(22), '_', alphanumeric(59)),
  'gitlab-token': text(one('glpat-', 'gldt-', 'glrt-'), base64Url(20)),
  'npm-token': text('npm_', alphanumeric(36)),
  'npm-registry-token': text('//registry.example/:_authToken=', hex(36)),
  'pypi-token': text('pypi-AgEIcHlwaS5vcmc', base64Url(80)),
  'rubygems-token': text('rubygems_', hex(48)),
  'docker-token': text('dckr_pat_', base64Url(27)),
  'atlassian-token': text('ATATT3', base64Url(186)),
  'sourcegraph-token': text('sgp_', hex(40)),
  'anthropic-key': text(one('sk-ant-api03-', 'sk-ant-admin01-'), base64Url(93), 'AA'),
  'openai-key': fc.oneof(
    text('sk-', alphanumeric(20), 'T3BlbkFJ', alphanumeric(20)),
    text(one('sk-proj-', 'sk-svcacct-', 'sk-admin-'), base64Url(74), 'T3BlbkFJ', base64Url(74)),
  ),
  'huggingface-token': text('hf_', of(lower + upper)(34)),
  'groq-key': text('gsk_', alphanumeric(52)),
  'perplexity-key': text('pplx-', alphanumeric(48)),
  'stripe-key': text(one('sk_live_', 'rk_live_', 'sk_test_'), alphanumeric(24)),
  'stripe-webhook-secret': text('whsec_', alphanumeric(32)),
  'square-token': text('sq0atp-', base64Url(22)),
  'shopify-token': text(one('shpat_', 'shpca_', 'shppa_', 'shpss_'), hex(32)),
  'sendgrid-key': text('SG.', base64Url(22), '.', base64Url(43)),
  'twilio-key': text('SK', hex(32)),
  'brevo-key': text('xkeysib-', hex(64), '-', alphanumeric(16)),
  'linear-key': text('lin_api_', alphanumeric(40)),
  'notion-token': text('ntn_', of(digit)(11), alphanumeric(35)),
  'figma-token': text('figd_', base64Url(40)),
  'google-api-key': text('AIza', base64Url(35)),
  'google-oauth-secret': text(one('GOCSPX-', 'ya29.'), base64Url(28)),
  'azure-storage-key': text('DefaultEndpointsProtocol=https;AccountName=store;AccountKey=', base64(86), '=='),
  'azure-shared-access-signature': text(
    '?sv=2024-11-04&se=2026-12-01T00%3A00%3A00Z&sig=',
    base64(43).map(encodeURIComponent),
    '%3D',
  ),
  'azure-app-secret': text(alphanumeric(3), of(digit)(1), 'Q~', alphanumeric(34)),
  'digitalocean-token': text(one('dop_v1_', 'doo_v1_', 'dor_v1_'), hex(64)),
  'vault-token': text(one('hvs.', 'hvb.'), base64Url(95)),
  'onepassword-token': text('ops_eyJ', base64(250)),
  'doppler-token': text('dp.pt.', alphanumeric(43)),
  'databricks-token': text('dapi', hex(32)),
  'pulumi-token': text('pul-', hex(40)),
  'planetscale-token': text(one('pscale_tkn_', 'pscale_oauth_', 'pscale_pw_'), base64Url(43)),
  'flyio-token': text('fm2_', base64(120)),
  'tailscale-key': text('tskey-auth-', alphanumeric(16), '-', alphanumeric(32)),
  'postman-key': text('PMAK-', hex(24), '-', hex(34)),
  'newrelic-key': text('NRAK-', of(upper + digit)(27)),
  'sentry-token': text('sntryu_', hex(64)),
  'slack-token': text(one('xoxb-', 'xoxp-'), of(digit)(12), '-', of(digit)(12), '-', alphanumeric(24)),
  'slack-webhook': text('https://hooks.slack.com/services/T', of(upper)(8), '/B', of(upper)(8), '/', alphanumeric(24)),
  'discord-webhook': text('https://discord.com/api/webhooks/', of(digit)(18), '/', base64Url(68)),
  'discord-bot-token': text(discordId, '.G', base64Url(5), '.', base64Url(38)),
  'telegram-bot-token': text(of('123456789')(1), of(digit)(9), ':AA', base64Url(33)),
  'private-key': fc
    .constantFrom('RSA ', 'EC ', 'OPENSSH ', 'DSA ', 'ENCRYPTED ', '')
    .chain((kind) => pem(`${kind}PRIVATE KEY`)),
  'gcp-service-account-key': text(
    '{"type":"service_account","private_key":"',
    pem('PRIVATE KEY').map((key) => key.replaceAll('\n', '\\n')),
    '\\n"}',
  ),
  'putty-private-key': text(
    'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: work\nPublic-Lines: 2\n',
    base64(64),
    '\n',
    base64(44),
    '\nPrivate-Lines: 1\n',
    base64(44),
  ),
  'age-secret-key': text('AGE-SECRET-KEY-1', of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')(58)),
  'json-web-token': text('eyJhbGciOiJIUzI1NiJ9.eyJ', base64Url(60), '.', base64Url(43)),
  'authorization-header': text('Authorization: Bearer ', base64Url(40)),
  'database-url': text(
    one('postgres', 'mysql', 'mongodb+srv', 'redis', 'amqps'),
    '://app:',
    alphanumeric(16),
    '@db.example:5432/app',
  ),
  'url-password': text('https://mira:', alphanumeric(12), '@example.org/'),
};
