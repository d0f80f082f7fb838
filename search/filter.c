/* What hits must be besides having words. */
#include "search/filter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/verb/times.h"
#include "search/glob.h"

enum {
	OPTION_USER = FILTER_OPTION,
	OPTION_HOST,
	OPTION_SESSION,
	OPTION_SINCE,
	OPTION_UNTIL,
	OPTION_EXIT,
	OPTION_CWD,
	OPTION_KIND,
	OPTION_GRADE,
	OPTION_LABEL,
	OPTION_WITNESSED,
	OPTION_CLIENT,
	OPTION_PROGRAM,
	OPTION_OUTPUT,
	OPTION_CONTAINS,
	OPTION_GLOB,
	OPTION_END,
};

const struct option FILTER_OPTIONS[FILTER_OPTION_COUNT] = {
	{"user", required_argument, NULL, OPTION_USER}, {"host", required_argument, NULL, OPTION_HOST},
	{"session", required_argument, NULL, OPTION_SESSION}, {"since", required_argument, NULL, OPTION_SINCE},
	{"until", required_argument, NULL, OPTION_UNTIL}, {"exit", required_argument, NULL, OPTION_EXIT},
	{"cwd", required_argument, NULL, OPTION_CWD}, {"kind", required_argument, NULL, OPTION_KIND},
	{"grade", required_argument, NULL, OPTION_GRADE}, {"label", required_argument, NULL, OPTION_LABEL},
	{"witnessed", no_argument, NULL, OPTION_WITNESSED}, {"client", required_argument, NULL, OPTION_CLIENT},
	{"program", required_argument, NULL, OPTION_PROGRAM}, {"output", required_argument, NULL, OPTION_OUTPUT},
	{"contains", required_argument, NULL, OPTION_CONTAINS}, {"glob", required_argument, NULL, OPTION_GLOB},
};

const char FILTER_USAGE[] =
    "      --contains TEXT   text anywhere in the command, of any case; --glob PATTERN: all of it, with * ? [a-z]\n"
    "      --output WORDS    words that the command showed on the screen\n"
    "      --user NAME  --host NAME  --program NAME    whose, where, given to whom; NAME may be a pattern\n"
    "      --session ID      of this session: its id, or the beginning of it\n"
    "      --since TIME  --until TIME    2026-11-21, \"2026-11-21 14:00\", \"Nov 21\", 14:00, 2d, 90m, today,\n"
    "                        \"an hour ago\", \"yesterday 14:00\", \"last monday\", \"last week\"; a day is all of it\n"
    "      --exit N          exit status: a number, !N, ok, fail, or none where it is not known\n"
    "      --cwd DIR         run there, or below\n"
    "      --kind KIND       command, repl, reply, with commas; --grade LETTERS: of these grades\n"
    "      --label K=V       of a session with this label; --client ADDRESS: that came from there\n"
    "      --witnessed       recorded by Steno, not imported\n";

int
filter_option(struct filter *f, const struct verb *verb, int option, const char *value)
{
	const char **const texts[] = {[OPTION_USER - FILTER_OPTION] = &f->user, &f->host, &f->session, &f->since, &f->until,
	    &f->exit, &f->cwd, &f->kinds, &f->grades, NULL, NULL, &f->client, &f->program};

	if (option < FILTER_OPTION || option >= OPTION_END)
		return -1;
	if (option == OPTION_WITNESSED)
		f->witnessed = true;
	else if (option >= OPTION_OUTPUT && f->text_count < FILTER_TEXTS)
		f->texts[f->text_count++] = (struct filter_text){option, value};
	else if (option >= OPTION_OUTPUT)
		return verb_usage(verb, "at most %d texts", FILTER_TEXTS);
	else if (option != OPTION_LABEL)
		*texts[option - FILTER_OPTION] = value;
	else if (f->label_count < FILTER_LABELS)
		f->labels[f->label_count++] = value;
	else
		return verb_usage(verb, "at most %d labels", FILTER_LABELS);
	return 0;
}

/* Whether the argument before takes this one as its value. */
static bool
is_value(const char *before, const struct option *options, const char *shorts)
{
	const char *found;

	if (before[0] != '-' || before[1] == '\0')
		return false;
	if (before[1] != '-')
		return before[2] == '\0' && (found = strchr(shorts, before[1])) != NULL && found[1] == ':';
	if (strchr(before, '=') != NULL)
		return false;
	for (; options->name != NULL; options++)
		if (strncmp(options->name, before + 2, strlen(before + 2)) == 0)
			return options->has_arg == required_argument;
	return false;
}

/* -C3 is an option with its value. */
static bool
is_not(const char *argument, const char *shorts)
{
	const char *found;

	if (strncmp(argument, "---", 3) == 0)
		return true;
	if (argument[0] != '-' || argument[1] == '-' || argument[1] == '\0')
		return false;
	found = strchr(shorts, argument[1]);
	if (argument[2] == '\0')
		return found == NULL || argument[1] == ':';
	return found == NULL || found[1] != ':' || strspn(argument + 2, "0123456789") != strlen(argument + 2);
}

void
filter_pull_nots(int *argc, char **argv, const struct option *options, const char *shorts)
{
	char **nots = calloc((size_t)*argc + 1, sizeof *nots);
	int i, kept = 1, pulled = 0;
	bool over = false;

	if (nots == NULL)
		return;
	for (i = 1; i < *argc; i++) {
		over |= strcmp(argv[i], "--") == 0 && !is_value(argv[i - 1], options, shorts);
		if (!over && is_not(argv[i], shorts) && (i == 1 || !is_value(argv[i - 1], options, shorts)))
			nots[pulled++] = argv[i];
		else
			argv[kept++] = argv[i];
	}
	memcpy(argv + kept, nots, sizeof *nots * (size_t)pulled);
	*argc = kept;
	free(nots);
}

/* Opening. */

static bool
is_kind(const char *name, size_t len)
{
	enum command_kind kind;

	for (kind = COMMAND_SHELL; kind <= COMMAND_REPLY; kind++)
		if (strlen(command_kind_name(kind)) == len && memcmp(command_kind_name(kind), name, len) == 0)
			return true;
	return false;
}

static bool
are_kinds(const char *list)
{
	size_t n = strcspn(list, ",");

	for (; is_kind(list, n); list += n + 1, n = strcspn(list, ","))
		if (list[n] == '\0')
			return true;
	return false;
}

/* "." is here: commands were run in folders that have their whole names. */
static int
complete_cwd(struct filter *f)
{
	char *here;

	if (f->cwd == NULL || *f->cwd == '\0' || *f->cwd == '/')
		return 0;
	if ((f->whole = realpath(f->cwd, NULL)) == NULL) {
		/* it may be on another machine, or gone */
		if ((here = getcwd(NULL, 0)) == NULL || asprintf(&f->whole, "%s/%s", here, f->cwd) < 0)
			f->whole = NULL;
		free(here);
	}
	f->cwd = f->whole;
	return f->whole == NULL ? EXIT_UNREADABLE : 0;
}

/* A variable of a shell that is not set would ask for nobody's commands, or for all. */
static int
check_given(const struct filter *f, const struct verb *verb)
{
	const char *const values[] = {f->user, f->host, f->session, f->cwd, f->program, f->client};
	static const char *const names[] = {"user", "host", "session", "cwd", "program", "client"};
	const char *empty = NULL;
	size_t i;
	int n;

	for (i = 0; i < sizeof values / sizeof *values; i++)
		if (values[i] != NULL && *values[i] == '\0')
			empty = names[i];
	for (n = 0; n < f->text_count; n++)
		if (*f->texts[n].text == '\0')
			empty = FILTER_OPTIONS[f->texts[n].option - FILTER_OPTION].name;
	return empty != NULL ? verb_usage(verb, "--%s wants something to look for", empty) : 0;
}

int
filter_check(struct filter *f, const struct verb *verb)
{
	const char *e = f->exit;
	int i, r;

	if ((r = check_given(f, verb)) != 0 || (r = times_range(verb, f->since, f->until, f->utc, &f->from, &f->to)) != 0 ||
	    (r = complete_cwd(f)) != 0)
		return r;
	if (e != NULL && strcmp(e, "ok") != 0 && strcmp(e, "fail") != 0 && strcmp(e, "none") != 0) {
		e += *e == '!';
		if (*e == '\0' || strspn(e, "0123456789") != strlen(e))
			return verb_usage(verb, "\"%s\" is no exit status: a number, !N, ok, fail or none", f->exit);
	}
	if (f->kinds != NULL && !are_kinds(f->kinds))
		return verb_usage(verb, "\"%s\" is no kind: command, repl, reply, or some of them with commas", f->kinds);
	if (f->grades != NULL && strspn(f->grades, "ABCDUabcdu,") != strlen(f->grades))
		return verb_usage(verb, "\"%s\" are no grades: letters of A, B, C, D, U", f->grades);
	for (i = 0; i < f->label_count; i++)
		if (strchr(f->labels[i], '=') == NULL || *f->labels[i] == '=')
			return verb_usage(verb, "\"%s\" is no label: NAME=VALUE", f->labels[i]);
	return 0;
}

static bool
is_pattern(const char *name)
{
	return strpbrk(name, "*?[") != NULL;
}

const char *
filter_trouble(const struct filter *f, int code)
{
	switch (code) {
	case ERR_NOTFOUND:
		return "no session in the index has an id that begins so";
	case ERR_RANGE:
		return "more than one session's id begins so; give more of it";
	case ERR_LIMIT:
		return "too many words";
	case ERR_FAILED:
		return lookup_trouble(f->lookup);
	}
	return error_text(code);
}

/* What is looked for besides what was typed as words. */
static int
add_options(struct filter *f)
{
	const struct filter_text *t;
	int r = 0;

	for (t = f->texts; r == 0 && t < f->texts + f->text_count; t++)
		r = t->option == OPTION_CONTAINS ? terms_add_part(f->words, t->text)
		    : t->option == OPTION_GLOB ? terms_add_glob(f->words, t->text)
		    : terms_add(f->shown, t->text);
	return r;
}

static int
begin(struct filter *f, struct lookup *lookup)
{
	int r;

	f->lookup = lookup;
	if (f->session != NULL && (r = lookup_find_session(lookup, f->session, &f->one)) != 0)
		return r;
	f->words = terms_new(lookup);
	f->shown = terms_new(lookup);
	return f->words == NULL || f->shown == NULL ? -ENOMEM : 0;
}

/* Users, hosts and sessions are words of the index too, beside those of the commands. */
static void
put_tags(const struct filter *f, struct buffer *out)
{
	char number[24];

	if (f->user != NULL && !is_pattern(f->user))
		lookup_quote_tag(out, 'u', f->user);
	if (f->host != NULL && !is_pattern(f->host))
		lookup_quote_tag(out, 'h', f->host);
	if (f->one != NULL) {
		snprintf(number, sizeof number, "%lld", (long long)f->one->id);
		lookup_quote_tag(out, 's', number);
	}
}

static int
make_matches(struct filter *f)
{
	struct buffer words = {0};
	int r;

	put_tags(f, &f->match);
	put_tags(f, &f->shown_match);
	/* words that must not be there go last: NOT binds what stands before it */
	if ((r = terms_words(f->words, &words)) == 0 && words.len > 0) {
		if (f->match.len > 0)
			buffer_adds(&f->match, " AND ");
		buffer_addf(&f->match, "(%s)", buffer_string(&words));
	}
	buffer_clear(&words);
	if (r == 0 && (r = terms_words(f->shown, &words)) == 0 && words.len > 0) {
		if (f->shown_match.len > 0)
			buffer_adds(&f->shown_match, " AND ");
		buffer_addf(&f->shown_match, "(%s)", buffer_string(&words));
	}
	buffer_free(&words);
	f->longest = terms_part(f->words);
	return r != 0 ? r : buffer_string(&f->match) == NULL || buffer_string(&f->shown_match) == NULL ? -ENOMEM : 0;
}

int
filter_open_line(struct filter *f, struct lookup *lookup, const char *line)
{
	int r;

	if ((r = begin(f, lookup)) == 0 && (r = terms_add_line(f->words, line)) == 0 && (r = add_options(f)) == 0)
		r = make_matches(f);
	return r;
}

int
filter_open(struct filter *f, struct lookup *lookup, char **words, int word_count, char **nots, int not_count)
{
	int i, r = begin(f, lookup);

	for (i = 0; r == 0 && i < word_count; i++)
		r = terms_add(f->words, words[i]);
	for (i = 0; r == 0 && i < not_count; i++)
		r = terms_add_not(f->words, nots[i] + 1);
	if (r == 0 && (r = add_options(f)) == 0)
		r = make_matches(f);
	if (r == 0)
		return 0;
	if (f->words == NULL && f->session != NULL)
		report_error("\"%s\": %s", f->session, filter_trouble(f, r));
	else
		report_error("can't search: %s", filter_trouble(f, r));
	return EXIT_UNREADABLE;
}

void
filter_close(struct filter *f)
{
	terms_free(f->words);
	terms_free(f->shown);
	buffer_free(&f->match);
	buffer_free(&f->shown_match);
	buffer_free(&f->text);
	free(f->longest);
	free(f->whole);
}

static bool
asks_output(const struct filter *f)
{
	int i;

	for (i = 0; i < f->text_count && f->texts[i].option != OPTION_OUTPUT; i++)
		;
	return i < f->text_count;
}

void
filter_want(const struct filter *f, struct lookup_want *want)
{
	/* tags stand in the index of what was shown too: then that of words is asked for words only */
	bool words = f->match.len > 0 && (terms_any(f->words) || !asks_output(f)) &&
	    (f->longest == NULL || strpbrk(f->match.data, "(") != NULL || f->one != NULL);

	*want = (struct lookup_want){.words = words ? f->match.data : NULL, .part = f->longest,
	    .shown = asks_output(f) && f->shown_match.len > 0 ? f->shown_match.data : NULL, .since = f->from,
	    .until = f->to, .below = INT64_MAX, .above = -1};
}

/* Looking at a hit. */

static bool
fits(const char *wanted, const char *is)
{
	if (wanted == NULL)
		return true;
	if (is == NULL)
		return false;
	return is_pattern(wanted) ? glob_match(wanted, is, strlen(is)) : strcasecmp(wanted, is) == 0;
}

static bool
has_label(const char *labels, const char *wanted)
{
	const char *equals = strchr(wanted, '='), *value;
	struct json_document *document;
	const struct json *label;
	bool has = false;

	if (labels == NULL || json_parse(labels, strlen(labels), &document) != 0)
		return false;
	for (label = json_first(json_root(document)); label != NULL && !has; label = json_next(label)) {
		value = json_string(label, NULL);
		has = value != NULL && strlen(json_key(label)) == (size_t)(equals - wanted) &&
		    strncmp(json_key(label), wanted, (size_t)(equals - wanted)) == 0 && fits(equals + 1, value);
	}
	json_free(document);
	return has;
}

/* "10.0.0.7 port 5" is of 10.0.0.7. */
static bool
fits_client(const char *wanted, const char *is)
{
	char address[256];

	if (fits(wanted, is) || is == NULL)
		return wanted == NULL || is != NULL;
	snprintf(address, sizeof address, "%.*s", (int)strcspn(is, " "), is);
	return fits(wanted, address);
}

bool
filter_keeps_session(const struct filter *f, const struct lookup_session *s)
{
	int i;

	if (!fits(f->user, s->user) || !fits(f->host, s->host) || !fits_client(f->client, s->client) ||
	    (f->witnessed && !s->witnessed) || (f->one != NULL && f->one->id != s->id))
		return false;
	for (i = 0; i < f->label_count; i++)
		if (!has_label(s->labels, f->labels[i]))
			return false;
	return true;
}

static bool
fits_exit(const char *wanted, int64_t status)
{
	bool known = status != COMMAND_UNKNOWN;

	if (wanted == NULL)
		return true;
	if (strcmp(wanted, "none") == 0)
		return !known;
	if (strcmp(wanted, "ok") == 0)
		return known && status == 0;
	if (strcmp(wanted, "fail") == 0)
		return known && status != 0;
	if (*wanted == '!')
		return known && status != atoll(wanted + 1);
	return known && status == atoll(wanted);
}

/* Is the word one of the list, which commas separate? */
static bool
lists(const char *list, const char *word)
{
	size_t n = strlen(word);
	const char *p = list;

	while (p != NULL) {
		if (strncmp(p, word, n) == 0 && (p[n] == ',' || p[n] == '\0'))
			return true;
		if ((p = strchr(p, ',')) != NULL)
			p++;
	}
	return false;
}

static bool
is_below(const char *folder, const struct buffer *cwd)
{
	size_t n = strlen(folder);

	while (n > 1 && folder[n - 1] == '/')
		n--;
	return cwd->len >= n && memcmp(cwd->data, folder, n) == 0 && (cwd->len == n || n == 1 || cwd->data[n] == '/');
}

static bool
fits_command(const struct filter *f, const struct command *c)
{
	char grade = command_grade_letter(c->grade);

	return fits_exit(f->exit, c->exit) && (f->kinds == NULL || lists(f->kinds, command_kind_name(c->kind))) &&
	    (f->grades == NULL || strchr(f->grades, grade) != NULL || strchr(f->grades, grade + 32) != NULL) &&
	    (f->program == NULL || fits(f->program, c->program));
}

/* What was typed is searched too, where that is not what ran. */
static int
match_text(struct filter *f, struct lookup_hit *hit)
{
	int r = terms_match(f->words, hit->c.text.data, hit->c.text.len, NULL, 0, NULL), e;

	if (r < 0 || (r == 1 && !terms_any_not(f->words)))
		return r;
	if ((e = lookup_details(f->lookup, hit)) < 0)
		return e;
	return hit->c.typed.len == 0 ? r : terms_match_either(f->words, &hit->c.text, &hit->c.typed);
}

static int
match_shown(struct filter *f, const struct lookup_hit *hit)
{
	uint64_t dropped;
	int r;

	buffer_clear(&f->text);
	if ((r = lookup_output(f->lookup, hit->id, &f->text, &dropped)) != 1)
		return r;
	return terms_match(f->shown, f->text.data, f->text.len, NULL, 0, NULL);
}

static bool
in_words(const struct filter *f)
{
	struct lookup_want want;

	filter_want(f, &want);
	return want.words != NULL;
}

bool
filter_is_exact(const struct filter *f)
{
	return !terms_must_match(f->words) && !terms_must_match(f->shown) && f->user == NULL && f->host == NULL &&
	    f->exit == NULL && f->cwd == NULL && f->kinds == NULL && f->grades == NULL && f->label_count == 0 &&
	    !f->witnessed && f->client == NULL && f->program == NULL && f->from == INT64_MIN && f->to == INT64_MAX;
}

int
filter_keeps(struct filter *f, struct lookup_hit *hit)
{
	int r;

	if (!filter_keeps_session(f, hit->session) || !fits_command(f, &hit->c))
		return 0;
	if (f->cwd != NULL && ((r = lookup_details(f->lookup, hit)) < 0 || !is_below(f->cwd, &hit->c.cwd)))
		return r < 0 ? r : 0;
	if ((terms_must_match(f->words) || (terms_any(f->words) && !in_words(f))) && (r = match_text(f, hit)) != 1)
		return r;
	return terms_must_match(f->shown) ? match_shown(f, hit) : 1;
}

bool
filter_asks_commands(const struct filter *f)
{
	return terms_any(f->words) || terms_any(f->shown) || f->exit != NULL || f->cwd != NULL || f->kinds != NULL ||
	    f->grades != NULL || f->program != NULL;
}

static void
put_filter(struct buffer *out, const char *name, const char *value)
{
	if (value != NULL)
		buffer_addf(out, "%s%s=%s", out->len > 0 ? " " : "", name, value);
}

void
filter_describe(const struct filter *f, struct buffer *out)
{
	int i;

	put_filter(out, "user", f->user);
	put_filter(out, "host", f->host);
	put_filter(out, "session", f->session);
	put_filter(out, "since", f->since);
	put_filter(out, "until", f->until);
	put_filter(out, "exit", f->exit);
	put_filter(out, "cwd", f->cwd);
	put_filter(out, "client", f->client);
	put_filter(out, "program", f->program);
	put_filter(out, "kind", f->kinds);
	put_filter(out, "grade", f->grades);
	for (i = 0; i < f->text_count; i++)
		put_filter(out, FILTER_OPTIONS[f->texts[i].option - FILTER_OPTION].name, f->texts[i].text);
	for (i = 0; i < f->label_count; i++)
		put_filter(out, "label", f->labels[i]);
	if (f->witnessed)
		buffer_addf(out, "%switnessed", out->len > 0 ? " " : "");
}
