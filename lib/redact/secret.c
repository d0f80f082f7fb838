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

/* Whether it has any of the syllables that all such names are made of: nearly no word has. */
static bool
has_syllable(const char *word, size_t len)
{
	size_t i, left;

	for (i = 0; i + 3 <= len; i++) {
		const char *p = word + i;

		left = len - i;
		switch (p[0] | 0x20) {
		case 'p':
			if (((p[1] | 0x20) == 'a' && ((p[2] | 0x20) == 's' || (p[2] | 0x20) == 't')) ||
			    ((p[1] | 0x20) == 'w' && (p[2] | 0x20) == 'd') || ((p[1] | 0x20) == 's' && (p[2] | 0x20) == 'k') ||
			    ((p[1] | 0x20) == 'i' && (p[2] | 0x20) == 'n'))
				return true;
			break;
		case 's':
			if ((left >= 6 && strncasecmp(p, "secret", 6) == 0) || strncasecmp(p, "sig", 3) == 0)
				return true;
			break;
		case 't':
			if (left >= 5 && strncasecmp(p, "token", 5) == 0)
				return true;
			break;
		case 'k':
			if ((p[1] | 0x20) == 'e' && (p[2] | 0x20) == 'y')
				return true;
			break;
		case 'c':
			if (left >= 6 && (strncasecmp(p, "creden", 6) == 0 || strncasecmp(p, "cookie", 6) == 0))
				return true;
			break;
		}
	}
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

/* Names and tokens, wherever they begin. */
static void
find_names(const struct excerpt *t)
{
	struct context c = {false, false};
	size_t i = 0, end, token;

	likeness_prepare();
	while (i < t->len) {
		if (excerpt_is(t->p[i], CLASS_NAME)) {
			end = excerpt_skip(t, i, CLASS_NAME);
			token = likeness_token(t, i);
			i = look_at_name(t, i, token > end ? token : end, &c);
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
