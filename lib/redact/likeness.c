/* Secrets that are known by their form. */
#include "lib/redact/likeness.h"

#include <pthread.h>
#include <string.h>

/* Tokens. */

#define FORM(prefix, least, classes) {prefix, sizeof(prefix) - 1, least, classes}

static const struct form {
	const char *prefix;
	size_t length, least; /* characters of it, and behind it */
	unsigned classes;
} FORMS[] = {
	FORM("AKIA", 16, CLASS_ALNUM), FORM("ASIA", 16, CLASS_ALNUM), FORM("ghp_", 20, CLASS_ALNUM),
	FORM("gho_", 20, CLASS_ALNUM), FORM("ghu_", 20, CLASS_ALNUM), FORM("ghs_", 20, CLASS_ALNUM),
	FORM("ghr_", 20, CLASS_ALNUM), FORM("github_pat_", 20, CLASS_URL64), FORM("glpat-", 16, CLASS_URL64),
	FORM("gldt-", 16, CLASS_URL64), FORM("glrt-", 16, CLASS_URL64), FORM("glcbt-", 16, CLASS_URL64),
	FORM("glptt-", 16, CLASS_URL64), FORM("xoxb-", 10, CLASS_URL64), FORM("xoxp-", 10, CLASS_URL64),
	FORM("xoxa-", 10, CLASS_URL64), FORM("xoxr-", 10, CLASS_URL64), FORM("xoxs-", 10, CLASS_URL64),
	FORM("xoxe-", 10, CLASS_URL64), FORM("xoxc-", 10, CLASS_URL64), FORM("xoxd-", 10, CLASS_BEARER),
	FORM("xapp-", 10, CLASS_URL64), FORM("sk_live_", 10, CLASS_ALNUM), FORM("rk_live_", 10, CLASS_ALNUM),
	FORM("sk_test_", 10, CLASS_ALNUM), FORM("rk_test_", 10, CLASS_ALNUM), FORM("whsec_", 16, CLASS_BASE64),
	FORM("AIza", 30, CLASS_URL64), FORM("ya29.", 16, CLASS_NAME), FORM("GOCSPX-", 20, CLASS_URL64),
	FORM("npm_", 30, CLASS_ALNUM), FORM("pypi-", 30, CLASS_URL64), FORM("SG.", 30, CLASS_NAME),
	FORM("hvs.", 16, CLASS_URL64), FORM("hvb.", 16, CLASS_URL64), FORM("dop_v1_", 32, CLASS_ALNUM),
	FORM("doo_v1_", 32, CLASS_ALNUM), FORM("AGE-SECRET-KEY-", 30, CLASS_ALNUM), FORM("sk-", 24, CLASS_URL64),
	FORM("dckr_pat_", 16, CLASS_URL64), FORM("hf_", 24, CLASS_ALNUM), FORM("shpat_", 24, CLASS_ALNUM),
	FORM("shpss_", 24, CLASS_ALNUM), FORM("lin_api_", 24, CLASS_ALNUM), FORM("sntrys_", 24, CLASS_BASE64),
	FORM("dapi", 32, CLASS_ALNUM), FORM("PMAK-", 24, CLASS_URL64), FORM("tskey-", 16, CLASS_URL64),
	FORM("atlasv1.", 30, CLASS_URL64), FORM("glsa_", 20, CLASS_URL64), FORM("glc_", 24, CLASS_BASE64),
	FORM("NRAK-", 20, CLASS_ALNUM), FORM("SWMTKN-", 30, CLASS_URL64), FORM("EAAC", 60, CLASS_ALNUM),
	FORM("xkeysib-", 30, CLASS_URL64), FORM("rubygems_", 24, CLASS_ALNUM), FORM("secret_", 40, CLASS_ALNUM),
	FORM("pul-", 30, CLASS_ALNUM), FORM("figd_", 24, CLASS_URL64), FORM("v2.local.", 24, CLASS_URL64),
	FORM("$2y$", 40, CLASS_HASH), FORM("$2b$", 40, CLASS_HASH), FORM("$2a$", 40, CLASS_HASH),
	FORM("$1$", 20, CLASS_HASH), FORM("$5$", 40, CLASS_HASH), FORM("$6$", 40, CLASS_HASH), FORM("$y$", 40, CLASS_HASH),
	FORM("$7$", 40, CLASS_HASH), FORM("$apr1$", 24, CLASS_HASH), FORM("$argon2", 40, CLASS_HASH),
};

#define SECRET_KEY_SIZE 40 /* of AWS, beside the key's id */

static pthread_once_t once = PTHREAD_ONCE_INIT;
struct excerpt_set likeness_beginnings;

static void
note_beginnings(void)
{
	size_t i;

	for (i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
		excerpt_note(&likeness_beginnings, (unsigned char)FORMS[i].prefix[0], (unsigned char)FORMS[i].prefix[1],
		    (unsigned char)FORMS[i].prefix[2]);
	excerpt_note(&likeness_beginnings, 'e', 'y', 'J');
}

void
likeness_prepare(void)
{
	pthread_once(&once, note_beginnings);
}

/* Three runs, of which the first is JSON in base64; the same place where it is none. */
static size_t
web_token_end(const struct excerpt *t, size_t i)
{
	size_t end = excerpt_skip(t, i, CLASS_URL64), next;

	if (end - i < 10 || excerpt_at(t, end) != '.' || (next = excerpt_skip(t, end + 1, CLASS_URL64)) - end <= 10)
		return i;
	return excerpt_at(t, next) == '.' ? excerpt_skip(t, next + 1, CLASS_URL64) : next;
}

static bool
is_mixed(const char *p, size_t n)
{
	bool upper = false, lower = false, digit = false;
	size_t i;

	for (i = 0; i < n; i++) {
		upper |= p[i] >= 'A' && p[i] <= 'Z';
		lower |= p[i] >= 'a' && p[i] <= 'z';
		digit |= excerpt_is(p[i], CLASS_DIGIT);
	}
	return upper && lower && digit;
}

/* A table of access keys has the secret one behind the id, with a blank and perhaps a word between them. */
static void
look_behind_id(const struct excerpt *t, size_t i)
{
	size_t end = i, until = t->len - i < EXCERPT_WORD_MAX ? t->len : i + EXCERPT_WORD_MAX;

	while (i < until && t->p[i] != '\n') {
		i = excerpt_skip(t, i, CLASS_BLANK | CLASS_QUOTE);
		end = excerpt_skip(t, i, CLASS_BASE64);
		if (end - i == SECRET_KEY_SIZE && is_mixed(t->p + i, end - i))
			excerpt_tell(t, SECRET_TOKEN, i, end);
		i = end > i ? end : i + (i < until && t->p[i] != '\n');
	}
}

size_t
likeness_look(const struct excerpt *t, size_t i)
{
	size_t f, end, last = i;

	for (f = 0; f < sizeof FORMS / sizeof *FORMS; f++) {
		if (t->p[i] != FORMS[f].prefix[0] || t->len - i < FORMS[f].length ||
		    memcmp(t->p + i, FORMS[f].prefix, FORMS[f].length) != 0)
			continue;
		end = excerpt_skip(t, i + FORMS[f].length, FORMS[f].classes);
		if (end - i - FORMS[f].length < FORMS[f].least)
			continue;
		excerpt_tell(t, SECRET_TOKEN, i, end);
		last = end > last ? end : last;
		if (t->p[i] == 'A' && FORMS[f].length == 4)
			look_behind_id(t, end);
	}
	if (t->p[i] == 'e' && t->p[i + 1] == 'y' && (end = web_token_end(t, i)) > last) {
		excerpt_tell(t, SECRET_TOKEN, i, end);
		last = end;
	}
	return last;
}

void
likeness_bearer(const struct excerpt *t, size_t to)
{
	size_t i = excerpt_skip(t, to, CLASS_BLANK), end = i;

	while (end < t->len && (excerpt_is(t->p[end], CLASS_BEARER) || t->p[end] == '~'))
		end++;
	if (i > to && end - i >= 8)
		excerpt_tell(t, SECRET_TOKEN, i, end);
}

/* Addresses. */

static bool
ends_authority(char c)
{
	return excerpt_is(c, CLASS_SPACE | CLASS_QUOTE) || c == '/';
}

/* An @ in the password itself: up to the last one. */
static void
look_for_password(const struct excerpt *t, size_t i)
{
	size_t colon = 0, sign = 0, j;

	for (j = i; j < t->len && !ends_authority(t->p[j]) && j - i < EXCERPT_WORD_MAX; j++) {
		if (t->p[j] == ':' && colon == 0)
			colon = j + 1;
		if (t->p[j] == '@' && colon > 0)
			sign = j;
	}
	if (sign > 0 && !excerpt_is_nothing(t, colon, sign))
		excerpt_tell(t, SECRET_PASSWORD, colon, sign);
}

/* What stands behind the last of so many slashes in the address is the secret. */
static const struct hook {
	const char *begin;
	int slashes;
} HOOKS[] = {{"hooks.slack.com/services/", 2}, {"discord.com/api/webhooks/", 1}, {"discordapp.com/api/webhooks/", 1},
    {"outlook.office.com/webhook/", 0}, {"api.telegram.org/bot", 0}};

static void
look_for_hook(const struct excerpt *t, size_t i)
{
	size_t h, j, n, end;
	int slashes;

	for (h = 0; h < sizeof HOOKS / sizeof *HOOKS; h++) {
		n = strlen(HOOKS[h].begin);
		if (t->len - i < n || memcmp(t->p + i, HOOKS[h].begin, n) != 0)
			continue;
		for (j = i + n, slashes = HOOKS[h].slashes; slashes > 0 && j < t->len && j - i < EXCERPT_WORD_MAX &&
		    !excerpt_is(t->p[j], CLASS_SPACE | CLASS_QUOTE); j++)
			slashes -= t->p[j] == '/';
		end = slashes == 0 ? excerpt_skip(t, j, CLASS_URL64) : j;
		if (excerpt_at(t, end) == ':')
			end = excerpt_skip(t, end + 1, CLASS_URL64);
		if (end - j >= 16)
			excerpt_tell(t, SECRET_TOKEN, j, end);
	}
}

void
likeness_address(const struct excerpt *t, size_t i)
{
	look_for_password(t, i + 3);
	if (t->len - i > 16 && strchr("hdoa", t->p[i + 3]) != NULL)
		look_for_hook(t, i + 3);
}

/* Private keys. */

#define BLOCK_BEGIN "-----BEGIN "

static size_t
line_end(const struct excerpt *t, size_t i)
{
	const char *end = memchr(t->p + i, '\n', t->len - i);

	return end != NULL ? (size_t)(end - t->p) : t->len;
}

/* A line of a key's body, seen without its head: base64 alone, of the lengths that are usual. */
static bool
is_body(const struct excerpt *t, size_t from, size_t to)
{
	if (to - from != 64 && to - from != 70 && to - from != 76)
		return false;
	return excerpt_skip(t, from, CLASS_BASE64) >= to && is_mixed(t->p + from, to - from);
}

/* Behind "-----BEGIN ", 0 when the line has none; and whether what is begun is secret. */
static size_t
head_of_block(const struct excerpt *t, size_t from, size_t to, bool *secret)
{
	const char *begin = memmem(t->p + from, to - from, BLOCK_BEGIN, sizeof BLOCK_BEGIN - 1);

	if (begin == NULL)
		return 0;
	*secret = memmem(begin, (size_t)(t->p + to - begin), "PRIVATE KEY", 11) != NULL ||
	    memmem(begin, (size_t)(t->p + to - begin), "Static key", 10) != NULL;
	return (size_t)(begin - t->p) + 11;
}

/* Certificates and public keys are nobody's secret, though their lines look the same. */
void
likeness_keys(const struct excerpt *t)
{
	/* to look once through all of it is quicker than through each line */
	const bool begins = memmem(t->p, t->len, BLOCK_BEGIN, sizeof BLOCK_BEGIN - 1) != NULL;
	size_t i = 0, from, to, end, head = 0, behind;
	bool secret = false;

	/* `head` is 0 outside of a block */
	for (; i < t->len; i = end + 1) {
		end = line_end(t, i);
		from = excerpt_skip(t, i, CLASS_BLANK);
		for (to = end; to > from && excerpt_is(t->p[to - 1], CLASS_SPACE); to--)
			;
		if (begins && head == 0 && to - from >= 11 && end - i < EXCERPT_WORD_MAX * 8)
			head = head_of_block(t, from, to, &secret);
		behind = i > head ? i : head;
		if (head > 0 && memmem(t->p + behind, end - behind, "-----END ", 9) != NULL) {
			if (secret)
				excerpt_tell(t, SECRET_KEY, head, end);
			head = 0;
		} else if (head == 0 && is_body(t, from, to)) {
			excerpt_tell(t, SECRET_KEY, from, to);
		}
		if (to - from >= 18 && memcmp(t->p + from, "PuTTY-User-Key-File", 18) == 0)
			excerpt_tell(t, SECRET_KEY, end < t->len ? end + 1 : end, t->len);
	}
	if (head > 0 && secret)
		excerpt_tell(t, SECRET_KEY, head, t->len);
}

/* Card numbers. */

static bool
passes_luhn(const char *digits, int n)
{
	int sum = 0, i, d;

	for (i = 0; i < n; i++) {
		d = digits[n - 1 - i] - '0';
		if (i % 2 == 1 && (d *= 2) > 9)
			d -= 9;
		sum += d;
	}
	return sum % 10 == 0;
}

/* By how a network's numbers begin, and how long they are. */
static bool
is_card(const char *d, int n)
{
	int two = (d[0] - '0') * 10 + (d[1] - '0');
	bool known = (d[0] == '4' && (n == 13 || n == 16 || n == 19)) ||
	    (((two >= 51 && two <= 55) || (two >= 22 && two <= 27)) && n == 16) || ((two == 34 || two == 37) && n == 15) ||
	    ((two == 30 || two == 36 || two == 38 || two == 39) && n >= 14) ||
	    ((two == 60 || two == 62 || two == 64 || two == 65 || two == 35) && n >= 16);

	return known && passes_luhn(d, n);
}

/* A run of digits, one blank or hyphen allowed between two of them. */
static void
look_at_digits(const struct excerpt *t, size_t from)
{
	char digits[20];
	size_t i = from, end = from;
	int n = 0;

	for (; i < t->len; i++) {
		if (excerpt_is(t->p[i], CLASS_DIGIT)) {
			if (n == 20)
				break;
			digits[n++] = t->p[i];
			end = i + 1;
		} else if ((t->p[i] != ' ' && t->p[i] != '-') || !excerpt_is(excerpt_at(t, i + 1), CLASS_DIGIT)) {
			break;
		}
	}
	if (n >= 13 && n <= 19 && !excerpt_is(excerpt_at(t, end), CLASS_ALNUM) && is_card(digits, n))
		excerpt_tell(t, SECRET_CARD, from, end);
}

#define CARD_LEAST 13 /* digits */

/* What a card's number is written with. */
static bool
is_of_card(char c)
{
	return excerpt_is(c, CLASS_DIGIT) || c == ' ' || c == '-';
}

/* From each group of digits: what stands before may be another number. */
static void
look_at_groups(const struct excerpt *t, size_t i, size_t to)
{
	while (i < to) {
		if (!excerpt_is(t->p[i], CLASS_DIGIT)) {
			i++;
			continue;
		}
		if (i == 0 || !excerpt_is(t->p[i - 1], CLASS_ALNUM | CLASS_DOT))
			look_at_digits(t, i);
		i = excerpt_skip(t, i, CLASS_DIGIT);
	}
}

/* A run of what cards are written with has, if it is long enough, a character of each so many: most of a text is not looked at. */
void
likeness_cards(const struct excerpt *t)
{
	size_t i = 0, from, to;

	while (t->len - i >= CARD_LEAST) {
		to = i + CARD_LEAST;
		for (from = to; from > i && is_of_card(t->p[from - 1]); from--)
			;
		while (from < to && to < t->len && is_of_card(t->p[to]))
			to++;
		if (to - from >= CARD_LEAST)
			look_at_groups(t, from, to);
		i = to;
	}
}
