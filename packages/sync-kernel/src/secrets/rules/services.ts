import { alphanumeric, base64Url, hexDigits, wordCharacters } from '../characters.js';
import type { SecretRule } from '../rule.js';
import { token } from '../token.js';

/** Keys of services that people and agents call: models, payments, mail, shops, work. */
export const services: readonly SecretRule[] = [
  token({
    kind: 'anthropic-key',
    source: 'gitleaks: anthropic-api-key, anthropic-admin-api-key',
    prefixes: ['sk-ant-'],
    characters: base64Url,
    least: 32,
  }),
  token({
    kind: 'openai-key',
    source: 'gitleaks: openai-api-key',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    characters: base64Url,
    least: 40,
    atWord: true,
  }),
  // The older form, with no word after `sk-`.
  token({
    kind: 'openai-key',
    source: 'gitleaks: openai-api-key',
    prefixes: ['sk-'],
    characters: alphanumeric,
    least: 48,
    exact: true,
    atWord: true,
  }),
  token({
    kind: 'huggingface-token',
    source: 'https://huggingface.co/docs/hub/security-tokens',
    prefixes: ['hf_', 'api_org_'],
    characters: alphanumeric,
    least: 30,
    atWord: true,
  }),
  token({
    kind: 'groq-key',
    source: 'https://console.groq.com/docs/quickstart',
    prefixes: ['gsk_'],
    characters: alphanumeric,
    least: 40,
    atWord: true,
  }),
  token({
    kind: 'perplexity-key',
    source: 'gitleaks: perplexity-api-key',
    prefixes: ['pplx-'],
    characters: alphanumeric,
    least: 40,
    atWord: true,
  }),
  token({
    kind: 'stripe-key',
    source: 'https://docs.stripe.com/keys',
    prefixes: ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_', 'sk_prod_', 'rk_prod_'],
    characters: alphanumeric,
    least: 16,
  }),
  token({
    kind: 'stripe-webhook-secret',
    source: 'https://docs.stripe.com/webhooks',
    prefixes: ['whsec_'],
    characters: alphanumeric,
    least: 32,
  }),
  token({
    kind: 'square-token',
    source: 'gitleaks: square-access-token',
    prefixes: ['sq0atp-', 'sq0csp-'],
    characters: base64Url,
    least: 22,
  }),
  token({
    kind: 'shopify-token',
    source:
      'gitleaks: shopify-access-token, shopify-custom-access-token, shopify-private-app-access-token, shopify-shared-secret',
    prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    characters: alphanumeric,
    least: 32,
  }),
  token({
    kind: 'twilio-key',
    source: 'https://www.twilio.com/docs/glossary/what-is-a-sid',
    prefixes: ['SK'],
    characters: hexDigits,
    least: 32,
    exact: true,
    atWord: true,
  }),
  token({
    kind: 'brevo-key',
    source: 'gitleaks: sendinblue-api-token',
    prefixes: ['xkeysib-'],
    characters: base64Url,
    least: 64,
  }),
  token({
    kind: 'linear-key',
    source: 'gitleaks: linear-api-key',
    prefixes: ['lin_api_'],
    characters: wordCharacters,
    least: 32,
  }),
  token({
    kind: 'notion-token',
    source: 'gitleaks: notion-api-token',
    prefixes: ['ntn_'],
    characters: alphanumeric,
    least: 40,
    atWord: true,
  }),
  token({
    kind: 'figma-token',
    source: 'https://www.figma.com/developers/api#access-tokens',
    prefixes: ['figd_'],
    characters: base64Url,
    least: 36,
  }),
];
