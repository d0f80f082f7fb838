/* What looks like a secret. */
#include "indexer/secret.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define WORD_MAX 512 /* bytes of a name or a program that are looked at */
#define ARMED_MAX 4

struct text {
	const char *p;
	size_t len;
	void (*found)(void *context, enum secret_kind, size_t from, size_t to);
	void *context;
};

const char *
secret_name(enum secret_kind kind)
{
	static const char *const names[SECRET_KINDS] = {"password", "value", "token", "key", "card"};

	return names[kind];
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alnum(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_name(char c)
{
	return is_alnum(c) || c == '_' || c == '-' || c == '.';
}

static bool
is_base64(char c)
{
	return is_alnum(c) || c == '+' || c == '/' || c == '=';
}

static bool
is_url64(char c)
{
	return is_alnum(c) || c == '-' || c == '_';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_space(char c)
{
	return is_blank(c) || c == '\n' || c == '\r';
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'' || c == '`';
}

static void
tell(const struct text *t, enum secret_kind kind, size_t from, size_t to)
{
	if (to > from)
		t->found(t->context, kind, from, to);
}

static char
at(const struct text *t, size_t i)
{
	return i < t->len ? t->p[i] : '\0';
}

static size_t
skip(const struct text *t, size_t i, bool (*is)(char))
{
	while (i < t->len && is(t->p[i]))
		i++;
	return i;
}

/* Where a value that begins here ends: at its quote, or where a word does. */
static size_t
value_end(const struct text *t, size_t i)
{
	char quote = i > 0 && is_quote(t->p[i - 1]) ? t->p[i - 1] : '\0';

	for (; i < t->len && t->p[i] != '\n'; i++) {
		if (t->p[i] == '\\' && i + 1 < t->len && t->p[i + 1] != '\n')
			i++;
		else if (quote != '\0' ? t->p[i] == quote
				       : is_space(t->p[i]) || strchr("\"'`;|&<>),}", t->p[i]) != NULL)
			break;
	}
	return i;
}

/* Nobody's secret: asterisks, or a reference to a variable. */
static bool
is_nothing(const struct text *t, size_t from, size_t to)
{
	size_t i = from;

	if (to <= from)
		return true;
	if (t->p[i] == '$' && to - from > 1) {
		i += t->p[i + 1] == '{' ? 2 : 1;
		while (i < to && (is_alnum(t->p[i]) || t->p[i] == '_'))
			i++;
		return i == to || (i + 1 == to && t->p[i] == '}');
	}
	while (i < to && (t->p[i] == '*' || t->p[i] == '.'))
		i++;
	return i == to || (to - from >= 10 && memcmp(t->p + from, "[redacted:", 10) == 0);
}

/* The value behind blanks and a quote.  Where it ends: nothing in it is looked at again, or time would grow with the
 * square of a text that is all names. */
static size_t
tell_value(const struct text *t, enum secret_kind kind, size_t i)
{
	size_t end;

	i = skip(t, i, is_blank);
	if (at(t, i) == '$' && is_quote(at(t, i + 1)))
		i++;
	if (at(t, i) == '\\')
		i++;
	if (is_quote(at(t, i)))
		i++;
	end = value_end(t, i);
	if (!is_nothing(t, i, end))
		tell(t, kind, i, end);
	return end;
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

static bool
equals(const char *word, size_t len, const char *other)
{
	return len == strlen(other) && strncasecmp(word, other, len) == 0;
}

/* The name of something that is secret, as a variable's, an option's or a member's. */
static bool
names_secret(const char *word, size_t len)
{
	static const char *const parts[] = {"passw", "passphrase", "secret", "token", "apikey", "api_key", "api-key",
	    "access_key", "access-key", "accesskey", "private_key", "private-key", "privatekey", "credential", "auth_key",
	    "encryption_key", "signing_key"};
	static const char *const tails[] = {"_pwd", "_pass", "-pass", "_pat", "dbpass", "userpass", "_psk", "_pin"};
	static const char *const not_tails[] = {"file", "path", "dir", "stdin", "prompt", "policy", "name", "_len",
	    "length", "type", "_url", "expiry", "expires", "age", "count", "limit", "_id", "-id", "s"};
	size_t i;

	/* of sudoers */
	if (equals(word, len, "nopasswd"))
		return false;
	for (i = 0; i < sizeof not_tails / sizeof *not_tails; i++)
		if (ends(word, len, not_tails[i]) && !ends(word, len, "pass"))
			return false;
	for (i = 0; i < sizeof parts / sizeof *parts; i++)
		if (has(word, len, parts[i]))
			return true;
	for (i = 0; i < sizeof tails / sizeof *tails; i++)
		if (ends(word, len, tails[i]))
			return true;
	return equals(word, len, "pass") || equals(word, len, "pgpass") || equals(word, len, "psk");
}

/* What stands behind a name that says so: `=`, `:`, a blank behind an option, a quote in SQL.  Where that ends. */
static size_t
look_behind_name(const struct text *t, size_t from, size_t to, bool login)
{
	bool option = t->p[from] == '-';
	size_t i = to;

	if (is_quote(at(t, i)))
		i++;
	if (at(t, i) == '=' && at(t, i + 1) == '=')
		return to;
	if (at(t, i) == ':' && at(t, i + 1) == '=')
		i++;
	if (at(t, i) == ':' || at(t, i) == '=')
		return tell_value(t, SECRET_VALUE, i + 1);
	i = skip(t, to, is_blank);
	if (at(t, i) == '=' || at(t, i) == ':')
		return tell_value(t, SECRET_VALUE, i + 1);
	if (i > to && ((option && at(t, i) != '-') || login || at(t, i) == '\''))
		return tell_value(t, SECRET_PASSWORD, i);
	if (at(t, to) == '(' && is_quote(at(t, to + 1)))
		return tell_value(t, SECRET_PASSWORD, to + 1);
	return to;
}

/* Tokens by their form. */

static const struct form {
	const char *prefix;
	size_t least; /* characters behind it */
	bool (*is)(char);
} FORMS[] = {
	{"AKIA", 16, is_alnum}, {"ASIA", 16, is_alnum}, {"ghp_", 20, is_alnum}, {"gho_", 20, is_alnum},
	{"ghu_", 20, is_alnum}, {"ghs_", 20, is_alnum}, {"ghr_", 20, is_alnum}, {"github_pat_", 20, is_url64},
	{"glpat-", 16, is_url64}, {"gldt-", 16, is_url64}, {"glrt-", 16, is_url64}, {"xoxb-", 10, is_url64},
	{"xoxp-", 10, is_url64}, {"xoxa-", 10, is_url64}, {"xoxr-", 10, is_url64}, {"xoxs-", 10, is_url64},
	{"xapp-", 10, is_url64}, {"sk_live_", 10, is_alnum}, {"rk_live_", 10, is_alnum}, {"sk_test_", 10, is_alnum},
	{"whsec_", 16, is_base64}, {"AIza", 30, is_url64}, {"ya29.", 16, is_name}, {"npm_", 30, is_alnum},
	{"pypi-", 30, is_url64}, {"SG.", 30, is_name}, {"hvs.", 16, is_url64}, {"hvb.", 16, is_url64},
	{"dop_v1_", 32, is_alnum}, {"AGE-SECRET-KEY-", 30, is_alnum}, {"sk-", 24, is_url64}, {"dckr_pat_", 16, is_url64},
	{"hf_", 24, is_alnum}, {"shpat_", 24, is_alnum}, {"lin_api_", 24, is_alnum}, {"sntrys_", 24, is_base64},
	{"dapi", 32, is_alnum}, {"PMAK-", 24, is_url64}, {"tskey-", 16, is_url64}, {"atlasv1.", 30, is_url64},
	{"$2y$", 40, is_base64}, {"$2b$", 40, is_base64}, {"$2a$", 40, is_base64}, {"$6$", 40, is_base64},
	{"$y$", 40, is_base64},
};

/* A hash of a password has parts that `$` and `.` separate. */
static bool
is_hash(char c)
{
	return is_base64(c) || c == '$' || c == '.';
}

/* Where it ends; the same place where there is none. */
static size_t
look_at_form(const struct text *t, size_t i)
{
	size_t f, n, end, last = i;

	for (f = 0; f < sizeof FORMS / sizeof *FORMS; f++) {
		n = strlen(FORMS[f].prefix);
		if (t->p[i] != FORMS[f].prefix[0] || t->len - i < n || memcmp(t->p + i, FORMS[f].prefix, n) != 0)
			continue;
		end = skip(t, i + n, *FORMS[f].prefix == '$' ? is_hash : FORMS[f].is);
		if (end - i - n >= FORMS[f].least) {
			tell(t, SECRET_TOKEN, i, end);
			last = end;
		}
	}
	/* a JSON web token: three runs, of which the first is JSON in base64 */
	if (t->len - i > 20 && memcmp(t->p + i, "eyJ", 3) == 0) {
		end = skip(t, i, is_url64);
		if (end - i >= 10 && at(t, end) == '.' && (n = skip(t, end + 1, is_url64)) - end > 10)
			tell(t, SECRET_TOKEN, i, last = at(t, n) == '.' ? skip(t, n + 1, is_url64) : n);
	}
	return last;
}

/* user:password@ behind a scheme. */
static void
look_at_url(const struct text *t, size_t i)
{
	size_t colon = 0, j;

	for (j = i + 3; j < t->len && !is_space(t->p[j]) && !is_quote(t->p[j]) && t->p[j] != '/' && j - i < WORD_MAX; j++) {
		if (t->p[j] == ':' && colon == 0)
			colon = j + 1;
		if (t->p[j] == '@' && colon > 0 && !is_nothing(t, colon, j)) {
			/* an @ in the password itself: up to the last */
			size_t k = j + 1;

			while (k < t->len && !is_space(t->p[k]) && !is_quote(t->p[k]) && t->p[k] != '/' && t->p[k] != '@' &&
			    k - i < WORD_MAX)
				k++;
			if (at(t, k) != '@') {
				tell(t, SECRET_PASSWORD, colon, j);
				return;
			}
		}
	}
}

/* Behind "Bearer" and the like. */
static void
look_at_scheme(const struct text *t, size_t to)
{
	size_t i = skip(t, to, is_blank), end = i;

	while (end < t->len && (is_base64(t->p[end]) || strchr("-_.~", t->p[end]) != NULL) && t->p[end] != '\0')
		end++;
	if (i > to && end - i >= 8)
		tell(t, SECRET_TOKEN, i, end);
}

/* Programs that take a password in their arguments. */

static const struct habit {
	const char *program, *option;
	bool attached, apart; /* -pX, -p X */
	char behind;          /* of the value only what stands behind this; 0: all */
} HABITS[] = {
	{"mysql", "-p", true, false, 0}, {"mysqldump", "-p", true, false, 0}, {"mysqladmin", "-p", true, false, 0},
	{"mysqlimport", "-p", true, false, 0}, {"mysqlcheck", "-p", true, false, 0}, {"mysqlshow", "-p", true, false, 0},
	{"mariadb", "-p", true, false, 0}, {"mariadb-dump", "-p", true, false, 0},
	{"mariadb-admin", "-p", true, false, 0}, {"mycli", "-p", true, true, 0}, {"sshpass", "-p", true, true, 0},
	{"mongo", "-p", true, true, 0}, {"mongosh", "-p", true, true, 0}, {"mongodump", "-p", true, true, 0},
	{"mongorestore", "-p", true, true, 0}, {"docker", "-p", false, true, '\1'}, {"podman", "-p", false, true, '\1'},
	{"redis-cli", "-a", true, true, 0}, {"ldapsearch", "-w", true, true, 0}, {"ldapmodify", "-w", true, true, 0},
	{"ldapadd", "-w", true, true, 0}, {"ldapdelete", "-w", true, true, 0}, {"ldapwhoami", "-w", true, true, 0},
	{"curl", "-u", true, true, ':'}, {"curl", "--user", false, true, ':'}, {"curl", "--proxy-user", false, true, ':'},
	{"smbclient", "-U", true, true, '%'}, {"zip", "-P", true, true, 0}, {"unzip", "-P", true, true, 0},
	{"7z", "-p", true, false, 0}, {"7za", "-p", true, false, 0}, {"rar", "-p", true, false, 0},
	{"unrar", "-p", true, false, 0}, {"rar", "-hp", true, false, 0}, {"openssl", "-passin", false, true, ':'},
	{"openssl", "-passout", false, true, ':'}, {"openssl", "-pass", false, true, ':'},
	{"openssl", "-k", false, true, 0}, {"sqlcmd", "-P", true, true, 0}, {"bcp", "-P", true, true, 0},
	{"ipmitool", "-P", true, true, 0}, {"xfreerdp", "/p:", true, false, 0}, {"rdesktop", "-p", true, true, 0},
	{"vncviewer", "-passwd", false, true, 0}, {"snmpwalk", "-c", true, true, 0}, {"snmpget", "-c", true, true, 0},
	{"az", "-p", false, true, 0}, {"cf", "-p", false, true, 0}, {"rabbitmqadmin", "-p", true, true, 0},
	{"influx", "-password", false, true, 0}, {"cqlsh", "-p", true, true, 0}, {"isql", "-P", true, true, 0},
	{"kinit", "--password", false, true, 0}, {"useradd", "-p", true, true, 0}, {"usermod", "-p", true, true, 0},
};

struct scan {
	const struct text *t;
	const char *armed[ARMED_MAX]; /* programs of the table that the command line has named */
	int count;
	bool login;    /* the line has the word "login": netrc, docker login */
	bool identified; /* and now "identified by" */
	const struct habit *waiting; /* the next word is its value */
};

static const char *
base_of(const char *word, size_t *len)
{
	size_t i;

	for (i = *len; i > 0 && word[i - 1] != '/'; i--)
		;
	*len -= i;
	return word + i;
}

static void
arm(struct scan *s, const char *word, size_t len)
{
	const char *name = base_of(word, &len);
	size_t i;

	for (i = 0; i < sizeof HABITS / sizeof *HABITS; i++)
		if (strlen(HABITS[i].program) == len && memcmp(HABITS[i].program, name, len) == 0) {
			if (s->count < ARMED_MAX)
				s->armed[s->count++] = HABITS[i].program;
			return;
		}
}

static bool
is_armed(const struct scan *s, const struct habit *habit)
{
	int i;

	/* "docker run -p 80:80" is no password */
	if (habit->behind == '\1' && !s->login)
		return false;
	for (i = 0; i < s->count; i++)
		if (strcmp(s->armed[i], habit->program) == 0)
			return true;
	return false;
}

static void
tell_habit(const struct scan *s, const struct habit *habit, size_t i)
{
	const struct text *t = s->t;
	size_t end;

	if (is_quote(at(t, i)))
		i++;
	end = value_end(t, i);
	if (habit->behind > '\1') {
		while (i < end && t->p[i] != habit->behind)
			i++;
		i++;
	}
	if (i < end && !is_nothing(t, i, end))
		tell(t, SECRET_PASSWORD, i, end);
}

static void
look_at_option(struct scan *s, size_t from, size_t to)
{
	const struct text *t = s->t;
	size_t i, n;

	for (i = 0; i < sizeof HABITS / sizeof *HABITS; i++) {
		n = strlen(HABITS[i].option);
		if (to - from < n || memcmp(t->p + from, HABITS[i].option, n) != 0 || !is_armed(s, &HABITS[i]))
			continue;
		if (to - from > n && HABITS[i].attached)
			tell_habit(s, &HABITS[i], from + n);
		else if (to - from == n && HABITS[i].apart)
			s->waiting = &HABITS[i];
	}
}

/* A word of a command line, with its quotes. */
static void
look_at_word(struct scan *s, size_t from, size_t to)
{
	const struct text *t = s->t;
	const struct habit *waiting = s->waiting;

	s->waiting = NULL;
	if (waiting != NULL)
		tell_habit(s, waiting, from);
	else if (t->p[from] == '-' || t->p[from] == '/')
		look_at_option(s, from, to);
	if (to - from < WORD_MAX) {
		arm(s, t->p + from, to - from);
		if (equals(t->p + from, to - from, "login"))
			s->login = true;
	}
}

static void
forget(struct scan *s)
{
	s->count = 0;
	s->login = s->identified = false;
	s->waiting = NULL;
}

static void
scan_words(struct scan *s)
{
	const struct text *t = s->t;
	size_t i = 0, from;
	bool quotes = true; /* one that is not closed on its line is none, nor are those behind it */

	while (i < t->len) {
		quotes |= t->p[i] == '\n';
		if (t->p[i] == '\n' || t->p[i] == '|' || t->p[i] == ';' || t->p[i] == '&') {
			forget(s);
			i++;
			continue;
		}
		if (is_space(t->p[i]) || t->p[i] == '(' || t->p[i] == '$') {
			i++;
			continue;
		}
		for (from = i; i < t->len && !is_space(t->p[i]) && strchr("|;&", t->p[i]) == NULL; i++)
			if (quotes && is_quote(t->p[i])) {
				size_t end = value_end(t, i + 1);

				quotes = end < t->len && t->p[end] == t->p[i];
				i = quotes ? end : i;
			}
		if (i < t->len && t->p[i] == '\0')
			i++;
		look_at_word(s, from, i);
	}
}

/* Names and forms, wherever they begin. */
static void
scan_names(const struct text *t)
{
	bool login = false, identified = false;
	size_t i = 0, end, form;

	while (i < t->len) {
		if (t->p[i] == '\n')
			login = identified = false;
		if (t->p[i] == ':' && at(t, i + 1) == '/' && at(t, i + 2) == '/')
			look_at_url(t, i);
		if (!is_name(t->p[i])) {
			end = t->p[i] == '$' ? look_at_form(t, i) : i;
			i = end > i ? end : i + 1;
			continue;
		}
		end = skip(t, i, is_name);
		if ((form = look_at_form(t, i)) > end)
			end = form;
		if (identified && equals(t->p + i, end - i, "by"))
			tell_value(t, SECRET_PASSWORD, end);
		identified = equals(t->p + i, end - i, "identified");
		if (equals(t->p + i, end - i, "login") || equals(t->p + i, end - i, "machine"))
			login = true;
		if (equals(t->p + i, end - i, "bearer") || equals(t->p + i, end - i, "basic"))
			look_at_scheme(t, end);
		if (end - i < WORD_MAX && names_secret(t->p + i, end - i))
			end = look_behind_name(t, i, end, login);
		i = end;
	}
}

/* Private keys. */

static bool
starts(const struct text *t, size_t i, const char *with)
{
	size_t n = strlen(with);

	return t->len - i >= n && memcmp(t->p + i, with, n) == 0;
}

static size_t
line_end(const struct text *t, size_t i)
{
	const char *end = memchr(t->p + i, '\n', t->len - i);

	return end != NULL ? (size_t)(end - t->p) : t->len;
}

/* A line of a key's body, seen without its head: base64 alone, of the lengths that are usual. */
static bool
is_body(const struct text *t, size_t from, size_t to)
{
	bool upper = false, lower = false, digit = false;
	size_t i;

	if (to - from != 64 && to - from != 70 && to - from != 76)
		return false;
	for (i = from; i < to; i++) {
		if (!is_base64(t->p[i]))
			return false;
		upper |= t->p[i] >= 'A' && t->p[i] <= 'Z';
		lower |= t->p[i] >= 'a' && t->p[i] <= 'z';
		digit |= is_digit(t->p[i]);
	}
	return upper && lower && digit;
}

static void
scan_keys(const struct text *t)
{
	size_t i = 0, from, to, end, head = 0;
	bool inside = false;

	for (; i < t->len; i = end + 1) {
		end = line_end(t, i);
		from = skip(t, i, is_blank);
		for (to = end; to > from && is_space(t->p[to - 1]); to--)
			;
		if (!inside && end - i < WORD_MAX * 8 && (to - from) >= 11) {
			const char *begin = memmem(t->p + from, to - from, "-----BEGIN ", 11);

			if (begin != NULL && memmem(begin, (size_t)(t->p + to - begin), "PRIVATE KEY", 11) != NULL) {
				inside = true;
				head = (size_t)(begin - t->p) + 11;
			}
		}
		if (inside && memmem(t->p + (i > head ? i : head), end - (i > head ? i : head), "-----END ", 9) != NULL) {
			inside = false;
			tell(t, SECRET_KEY, head, end);
		} else if (!inside && is_body(t, from, to)) {
			tell(t, SECRET_KEY, from, to);
		}
		if (starts(t, from, "PuTTY-User-Key-File"))
			tell(t, SECRET_KEY, end < t->len ? end + 1 : end, t->len);
	}
	if (inside)
		tell(t, SECRET_KEY, head, t->len);
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

static bool
is_card(const char *d, int n)
{
	int two = (d[0] - '0') * 10 + (d[1] - '0');
	bool known = (d[0] == '4' && (n == 13 || n == 16 || n == 19)) || (((two >= 51 && two <= 55) || (two >= 22 && two <= 27)) && n == 16) ||
	    ((two == 34 || two == 37) && n == 15) || ((two == 30 || two == 36 || two == 38 || two == 39) && n >= 14) ||
	    ((two == 60 || two == 62 || two == 64 || two == 65 || two == 35) && n >= 16);

	return known && passes_luhn(d, n);
}

/* A run of digits, one blank or hyphen allowed between two of them. */
static void
look_at_digits(const struct text *t, size_t from)
{
	char digits[20];
	size_t i = from, end = from;
	int n = 0;

	for (; i < t->len; i++) {
		if (is_digit(t->p[i])) {
			if (n == 20)
				break;
			digits[n++] = t->p[i];
			end = i + 1;
		} else if ((t->p[i] != ' ' && t->p[i] != '-') || !is_digit(at(t, i + 1))) {
			break;
		}
	}
	if (n >= 13 && n <= 19 && !is_alnum(at(t, end)) && is_card(digits, n))
		tell(t, SECRET_CARD, from, end);
}

static void
scan_cards(const struct text *t)
{
	size_t i = 0, end;

	while (i < t->len) {
		if (!is_digit(t->p[i]) || (i > 0 && (is_alnum(t->p[i - 1]) || t->p[i - 1] == '.'))) {
			i++;
			continue;
		}
		end = skip(t, i, is_digit);
		/* from each group of digits: what stands before may be another number */
		look_at_digits(t, i);
		i = end;
	}
}

void
secret_find(const char *text, size_t len, void (*found)(void *context, enum secret_kind, size_t from, size_t to),
    void *context)
{
	const struct text t = {text, len, found, context};
	struct scan s = {.t = &t};

	if (len == 0)
		return;
	scan_words(&s);
	scan_names(&t);
	scan_keys(&t);
	scan_cards(&t);
}
