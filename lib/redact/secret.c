/*
 * What looks like a secret: names that say so, and what stands behind them.  Programs and their arguments are in habit.c,
 * what is known by its form in likeness.c.
 */
#include "lib/redact/secret.h"

#include <string.h>

#include "lib/redact/excerpt.h"
#include "lib/redact/habit.h"
#include "lib/redact/likeness.h"

const char *
secret_name(enum secret_kind kind)
{
	static const char *const names[SECRET_KINDS] = {"password", "value", "token", "key", "card"};

	return names[kind];
}

/* Names. */

static bool
has(const char *word, size_t len, const char *part)
{
	size_t n = strlen(part), i;

	for (i = 0; i + n <= len; i++)
		if (strncasecmp(word + i, part, n) == 0)
			return true;
	return false;
}

static bool
ends(const char *word, size_t len, const char *part)
{
	size_t n = strlen(part);

	return len >= n && strncasecmp(word + len - n, part, n) == 0;
}

/* Whether a syllable that such names are made of begins here. */
static bool
begins_syllable(const char *p, size_t left)
{
	static const char *const syllables[] = {"pas", "pat", "pwd", "psk", "pin", "secret", "sig", "token", "key", "creden", "cookie"};
	size_t i, n;

	for (i = 0; i < sizeof syllables / sizeof *syllables; i++)
		if ((n = strlen(syllables[i])) <= left && strncasecmp(p, syllables[i], n) == 0)
			return true;
	return false;
}

#define LETTER(c) (UINT32_C(1) << ((c) & 31))

/* The letters that follow the first one of a syllable, by that one; whatever its case. */
static const uint32_t seconds[32] = {
    ['p' & 31] = LETTER('a') | LETTER('w') | LETTER('s') | LETTER('i'), ['s' & 31] = LETTER('e') | LETTER('i'), ['t' & 31] = LETTER('o'),
    ['k' & 31] = LETTER('e'), ['c' & 31] = LETTER('r') | LETTER('o'),
};

static bool
may_begin_syllable(char first, char second)
{
	return (seconds[first & 31] & LETTER(second)) != 0;
}

/* Whether it has any of the syllables that all such names are made of: nearly no word has. */
static bool
has_syllable(const char *word, size_t len)
{
	size_t i;

	for (i = 0; i + 3 <= len; i++)
		if (may_begin_syllable(word[i], word[i + 1]) && begins_syllable(word + i, len - i))
			return true;
	return false;
}

/* The name of something that is secret, as a variable's, an option's or a member's. */
static bool
names_secret(const char *word, size_t len)
{
	static const char *const parts[] = {"passw", "passphrase", "secret", "token", "apikey", "api_key", "api-key",
	    "access_key", "access-key", "accesskey", "accountkey", "account_key", "private_key", "private-key", "privatekey",
	    "credential", "auth_key", "auth-key", "authkey", "encryption_key", "encryption-key", "signing_key", "signing-key",
	    "master_key", "master-key", "presharedkey", "preshared_key", "preshared-key", "pre-shared-key", "pre_shared_key",
	    "license_key", "license-key", "storepass", "keypass"};
	static const char *const tails[] = {"_pwd", "-pwd", "_pass", "-pass", "_pat", "dbpass", "userpass", "_psk", "-psk", "_pin"};
	static const char *const not_tails[] = {"file", "path", "dir", "stdin", "prompt", "policy", "name", "_len",
	    "length", "type", "_url", "expiry", "expires", "age", "count", "limit", "_id", "-id", "-fd", "hash", "helper", "manager",
	    "required", "enabled", "authentication", "s"};
	size_t i;

	/* of sudoers and sshd */
	if (EXCERPT_EQUALS(word, len, "nopasswd"))
		return false;
	if (EXCERPT_EQUALS(word, len, "pass") || EXCERPT_EQUALS(word, len, "pgpass") || EXCERPT_EQUALS(word, len, "psk") ||
	    EXCERPT_EQUALS(word, len, "sig"))
		return true;
	for (i = 0; i < sizeof not_tails / sizeof *not_tails; i++)
		if (ends(word, len, not_tails[i]) && !ends(word, len, "pass"))
			return false;
	for (i = 0; i < sizeof parts / sizeof *parts; i++)
		if (has(word, len, parts[i]))
			return true;
	for (i = 0; i < sizeof tails / sizeof *tails; i++)
		if (ends(word, len, tails[i]))
			return true;
	return false;
}

/* What stands behind a name that says so: `=`, `:`, a blank behind an option, a quote in SQL.  Where that ends. */
static size_t
look_behind_name(const struct excerpt *t, size_t from, size_t to, bool login)
{
	bool option = t->p[from] == '-';
	size_t i = to;

	if (excerpt_is(excerpt_at(t, i), CLASS_QUOTE))
		i++;
	if (excerpt_at(t, i) == '=' && excerpt_at(t, i + 1) == '=')
		return to;
	if (excerpt_at(t, i) == ':' && excerpt_at(t, i + 1) == '=')
		i++;
	if (excerpt_at(t, i) == ':' || excerpt_at(t, i) == '=')
		return excerpt_tell_value(t, SECRET_VALUE, i + 1);
	i = excerpt_skip(t, to, CLASS_BLANK);
	if (excerpt_at(t, i) == '=' && excerpt_at(t, i + 1) != '=')
		return excerpt_tell_value(t, SECRET_VALUE, i + 1 + (excerpt_at(t, i + 1) == '>'));
	if (excerpt_at(t, i) == ':')
		return excerpt_tell_value(t, SECRET_VALUE, i + 1 + (excerpt_at(t, i + 1) == '='));
	if (i > to && ((option && excerpt_at(t, i) != '-') || login))
		return excerpt_tell_value(t, SECRET_PASSWORD, i);
	/* SQL's */
	if (i > to && excerpt_at(t, i) == '\'' && EXCERPT_EQUALS(t->p + from, to - from, "password"))
		return excerpt_tell_value(t, SECRET_PASSWORD, i);
	if (excerpt_at(t, to) == '(' && excerpt_is(excerpt_at(t, to + 1), CLASS_QUOTE))
		return excerpt_tell_value(t, SECRET_PASSWORD, to + 1);
	return to;
}

/* A header of HTTP: all of its line, or of the quotes that it stands in. */
static size_t
look_behind_cookie(const struct excerpt *t, size_t from, size_t to)
{
	char quote = from > 0 && excerpt_is(t->p[from - 1], CLASS_QUOTE) ? t->p[from - 1] : '\0';
	size_t i = excerpt_skip(t, to + 1, CLASS_BLANK), end = i;

	while (end < t->len && !excerpt_is(t->p[end], CLASS_FEED) && (quote == '\0' || t->p[end] != quote))
		end++;
	if (memchr(t->p + i, '=', end - i) != NULL && !excerpt_is_nothing(t, i, end))
		excerpt_tell(t, SECRET_VALUE, i, end);
	return end;
}

/* What the words before say of those that follow on the same line. */
struct context {
	bool login, identified;
};

static size_t
look_at_name(const struct excerpt *t, size_t from, size_t to, struct context *c)
{
	const char *word = t->p + from;
	size_t len = to - from;

	if (c->identified && EXCERPT_EQUALS(word, len, "by"))
		excerpt_tell_value(t, SECRET_PASSWORD, to);
	c->identified = EXCERPT_EQUALS(word, len, "identified");
	if (EXCERPT_EQUALS(word, len, "login") || EXCERPT_EQUALS(word, len, "machine"))
		c->login = true;
	else if (EXCERPT_EQUALS(word, len, "bearer") || EXCERPT_EQUALS(word, len, "basic"))
		likeness_bearer(t, to);
	if (len >= EXCERPT_WORD_MAX || !has_syllable(word, len))
		return to;
	if ((EXCERPT_EQUALS(word, len, "cookie") || EXCERPT_EQUALS(word, len, "set-cookie")) && excerpt_at(t, to) == ':')
		return look_behind_cookie(t, from, to);
	return names_secret(word, len) ? look_behind_name(t, from, to, c->login) : to;
}

/* The words that say something of those behind them are of these lengths. */
static bool
may_be_context(size_t len)
{
	return len == 2 || (len >= 5 && len <= 7) || len == 10;
}

/* Where the name that begins here ends; *plain where nothing in it makes it look like a secret's. */
static size_t
name_end(const struct excerpt *t, size_t i, bool *plain)
{
	const size_t from = i;
	bool may = false;
	char c = t->p[i];

	while (excerpt_is(c, CLASS_NAME)) {
		char next = excerpt_at(t, i + 1);

		may |= may_begin_syllable(c, next);
		c = next;
		i++;
	}
	*plain = !may && !may_be_context(i - from);
	return i;
}

/* Names and tokens, wherever they begin. */
static void
find_names(const struct excerpt *t)
{
	struct context c = {false, false};
	size_t i = 0, end, token;
	bool plain;

	likeness_prepare();
	while (i < t->len) {
		if (excerpt_is(t->p[i], CLASS_NAME)) {
			end = name_end(t, i, &plain);
			token = likeness_token(t, i);
			if (!plain || token > end || c.identified)
				i = look_at_name(t, i, token > end ? token : end, &c);
			else
				i = end;
			continue;
		}
		if (t->p[i] == '\n')
			c = (struct context){false, false};
		if (t->p[i] == ':' && excerpt_at(t, i + 1) == '/' && excerpt_at(t, i + 2) == '/')
			likeness_address(t, i);
		end = t->p[i] == '$' ? likeness_token(t, i) : i;
		i = end > i ? end : i + 1;
	}
}

void
secret_find(const char *text, size_t len, void (*found)(void *context, enum secret_kind, size_t from, size_t to),
    void *context)
{
	const struct excerpt t = {text, len, found, context};

	if (len == 0)
		return;
	habit_find(&t);
	find_names(&t);
	likeness_keys(&t);
	likeness_cards(&t);
}
