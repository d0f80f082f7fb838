/* What hits must be besides having words: who, where, when, how it ended. */
#ifndef STENO_SEARCH_FILTER_H
#define STENO_SEARCH_FILTER_H

#include <getopt.h>

#include "lib/verb/verb.h"
#include "search/terms.h"

/* Options of all verbs that filter: their values, for getopt; and their part of a usage text. */
#define FILTER_OPTION 0x1000
extern const struct option FILTER_OPTIONS[];
#define FILTER_OPTION_COUNT 16
extern const char FILTER_USAGE[];

#define FILTER_LABELS 16
#define FILTER_TEXTS 16

struct filter {
	const char *user, *host, *session, *cwd, *client, *program;
	const char *since, *until; /* as given; filter_check reads them */
	const char *exit;          /* "1", "!0", "fail", "ok", "none" */
	const char *kinds, *grades;
	const char *labels[FILTER_LABELS];
	int label_count;
	bool witnessed, utc;
	struct filter_text {
		int option; /* --output, --contains or --glob: all of them must be so */
		const char *text;
	} texts[FILTER_TEXTS];
	int text_count;
	/* made by filter_check and filter_open */
	char *whole; /* of cwd, where it was given as one from here */
	int64_t from, to;
	struct lookup *lookup;
	const struct lookup_session *one;
	struct terms *words, *shown;
	struct buffer match, shown_match, text;
	char *longest;
};

/* Take an option of FILTER_OPTIONS: 0; -1: it is none of them; or an exit code, and it was said why. */
int filter_option(struct filter *, const struct verb *, int option, const char *value);

/* Take arguments that begin with one hyphen, as `-not`, out of argv, before getopt sees them: argv[*argc] and on are these. */
void filter_pull_nots(int *argc, char **argv, const struct option *options, const char *shorts);

/* Understand the options' values; on failure says why, and returns the exit code; 0 else. */
int filter_check(struct filter *, const struct verb *);

/*
 * Behind filter_check: get ready to ask; `words` and `nots` are borrowed.  On failure says why, and returns the exit code; 0 else.
 */
int filter_open(struct filter *, struct lookup *, char **words, int word_count, char **nots, int not_count);
/* The same for a line as it is being typed (terms_add_line): 0, or a negative code, of which filter_trouble
 * makes a sentence. */
int filter_open_line(struct filter *, struct lookup *, const char *line);
const char *filter_trouble(const struct filter *, int code);
void filter_close(struct filter *);

/* Append those that were given, in words. */
void filter_describe(const struct filter *, struct buffer *);

/* The question for the index. */
void filter_want(const struct filter *, struct lookup_want *);

/* The index's answer is a hit: 1, 0 or negative. */
int filter_keeps(struct filter *, struct lookup_hit *);
/* No hit has to be looked at: what the index gives are hits. */
bool filter_is_exact(const struct filter *);

/* For sessions: whether anything of a command's is asked for, and whether the session can have hits. */
bool filter_asks_commands(const struct filter *);
bool filter_keeps_session(const struct filter *, const struct lookup_session *);

#endif
