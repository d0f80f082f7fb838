/*
 * What looks like a secret: names that say so, and what stands behind them.  Programs and their arguments are in habit.c,
 * what is known by its form in likeness.c.
 */
#include "lib/redact/secret.h"

#include <string.h>

#include "lib/base/lanes.h"
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
	size_t since; /* where they were seen */
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

/* Whether it may be one of the words that say something of those behind them; "by" does so behind one of them alone. */
static bool
may_be_context(const char *word, size_t len)
{
	switch (word[0] | 0x20) {
	case 'b':
		return len == 5 || len == 6;
	case 'i':
		return len == 10;
	case 'l':
		return len == 5;
	case 'm':
		return len == 7;
	default:
		return false;
	}
}

/* Sixteen characters at once: a name's. */
static inline lanes
are_names(lanes v)
{
	return lanes_between(v, '0', '9') | lanes_between(v | 0x20, 'a', 'z') | (v == '_') | lanes_between(v, '-', '.');
}

/* What else is looked at. */
static inline lanes
are_signs(lanes v)
{
	return (v == ':') | (v == '$');
}

#define IS(v, c) ((v) == ((c) & 31))

/* Where a syllable of such names may begin, by its first three letters, whatever their case. */
static uint64_t
map_syllables(const char *data)
{
	uint64_t map = 0;
	lanes a, b, c;
	int i;

	for (i = 0; i < LANES_BLOCK; i += 16) {
		a = lanes_load(data + i) & 31;
		b = lanes_load(data + i + 1) & 31;
		c = lanes_load(data + i + 2) & 31;
		map |= lanes_map((IS(a, 'p') & ((IS(b, 'a') & (IS(c, 's') | IS(c, 't'))) | (IS(b, 'w') & IS(c, 'd')) |
					   (IS(b, 's') & IS(c, 'k')) | (IS(b, 'i') & IS(c, 'n')))) |
			   (IS(a, 's') & ((IS(b, 'e') & IS(c, 'c')) | (IS(b, 'i') & IS(c, 'g')))) |
			   (IS(a, 't') & IS(b, 'o') & IS(c, 'k')) | (IS(a, 'k') & IS(b, 'e') & IS(c, 'y')) |
			   (IS(a, 'c') & ((IS(b, 'r') & IS(c, 'e')) | (IS(b, 'o') & IS(c, 'o')))))
		    << i;
	}
	return map;
}

/* Sixty-four characters: those of names, those where a syllable of a secret one's may begin, and signs. */
struct maps {
	uint64_t names, syllables, signs;
};

static void
draw_maps(const struct excerpt *t, size_t i, struct maps *m)
{
	char rest[LANES_BLOCK + 16] = {0};
	size_t left = t->len - i;
	const char *p = t->p + i;

	/* some are read behind the block */
	if (left < sizeof rest) {
		memcpy(rest, p, left);
		p = rest;
	}
	m->names = lanes_map_block(p, LANES_BLOCK, are_names);
	m->signs = lanes_map_block(p, LANES_BLOCK, are_signs);
	m->syllables = map_syllables(p);
}

/* The name that begins here, and perhaps a token; where to go on. */
static size_t
look_at_names(const struct excerpt *t, size_t i, size_t end, bool plain, struct context *c)
{
	size_t token = likeness_token(t, i);

	plain = plain && !may_be_context(t->p + i, end - i);
	if (plain && token <= end && !c->identified)
		return end;
	/* what stands on another line says nothing */
	if ((c->login || c->identified) && memchr(t->p + c->since, '\n', i - c->since) != NULL)
		c->login = c->identified = false;
	c->since = i;
	return look_at_name(t, i, token > end ? token : end, c);
}

static size_t
look_at_sign(const struct excerpt *t, size_t i)
{
	size_t end;

	if (t->p[i] == '$' && (end = likeness_token(t, i)) > i)
		return end;
	if (t->p[i] == ':' && excerpt_at(t, i + 1) == '/' && excerpt_at(t, i + 2) == '/')
		likeness_address(t, i);
	return i + 1;
}

/* Some characters from here on, names and signs in turn, up to what the maps do not show; where to go on. */
static size_t
look_at_block(const struct excerpt *t, size_t from, struct context *c)
{
	uint64_t turns, rest;
	struct maps m;
	size_t i, end, next;

	draw_maps(t, from, &m);
	for (turns = (m.names & ~(m.names << 1)) | m.signs; turns != 0; turns &= turns - 1) {
		i = (size_t)__builtin_ctzll(turns);
		rest = ~(m.names >> i);
		end = i + 1;
		if (m.signs >> i & 1) {
			next = look_at_sign(t, from + i);
		} else if ((m.names >> i) == UINT64_MAX >> i) {
			/* it ends behind the map */
			if (i > 0)
				return from + i;
			end = excerpt_skip(t, from, CLASS_NAME) - from;
			next = look_at_names(t, from, from + end, false, c);
		} else {
			end = i + (size_t)__builtin_ctzll(rest);
			next = look_at_names(t, from + i, from + end, (m.syllables & UINT64_MAX << i & ~(UINT64_MAX << end)) == 0, c);
		}
		if (next != from + end || end >= LANES_BLOCK)
			return next;
	}
	return from + LANES_BLOCK;
}

/* Names and tokens, wherever they begin. */
static void
find_names(const struct excerpt *t)
{
	struct context c = {false, false, 0};
	size_t i = 0;

	likeness_prepare();
	while (i < t->len)
		i = look_at_block(t, i, &c);
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
