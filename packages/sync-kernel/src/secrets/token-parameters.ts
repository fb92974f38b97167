/** Names of parameters that carry what lets their bearer in, without anything but letters and digits. */
const names: ReadonlySet<string> = new Set([
  // OAuth 2.0 (RFC 6749, RFC 7636, RFC 8628) and OpenID Connect.
  ...['code', 'assertion', 'clientassertion', 'codeverifier', 'devicecode', 'usercode', 'loginticket', 'idtokenhint'],
  // OAuth 1.0a (RFC 5849) and SAML.
  ...['oauthverifier', 'samlresponse', 'samlart'],
  // Signed addresses of AWS, Google Cloud, Azure and CloudFront.
  ...['xamzcredential', 'xgoogcredential', 'awsaccesskeyid', 'googleaccessid', 'sig', 'keypairid'],
  // Names that applications commonly give to keys, passwords and sessions.
  ...['key', 'auth', 'authkey', 'authorization', 'pass', 'passwd', 'pwd', 'otp', 'totp', 'credentials', 'creds'],
  ...['session', 'sessionid', 'sid', 'phpsessid', 'jsessionid', 'sessid', 'sessionkey', 'ticket', 'jwt', 'bearer'],
  ...['magic', 'magiclink', 'invite', 'invitecode', 'resetcode', 'verificationcode', 'hmac', 'sas', 'apisecret'],
]);

const endings = /(?:token|secret|password|passphrase|signature|apikey|accesskey|privatekey|credential|sessionid)$/;

/** Whether a parameter's name says that its value lets the bearer in. */
export const bearsToken = (name: string): boolean => {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return names.has(plain) || endings.test(plain);
};
