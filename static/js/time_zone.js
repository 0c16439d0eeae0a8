// Tells the server in which zone the reader is, from the next page on.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const YEAR_SECONDS = 365 * 24 * 3600;
const security = location.protocol === "https:" ? "; Secure" : "";

if (zone) {
  document.cookie = `webchat_timezone=${zone}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${security}`;
}
