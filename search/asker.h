/*
 * Questions, answered beside whoever asks: a thread with its own eyes on the index takes the newest question, and drops what it was
 * at when another comes.  Its answer is the newest page of hits, then how many there are.
 *
 * An index that has grown, or was made anew, is seen at the next question.
 */
#ifndef STENO_SEARCH_ASKER_H
#define STENO_SEARCH_ASKER_H

#include "search/filter.h"

#define ASKER_MARKS 16
#define ASKER_SHOWN 1024      /* bytes of a command that a page holds */
#define ASKER_COUNTED 100000  /* more are not counted */

struct asker_hit {
	int64_t id, when, exit; /* when and exit: or COMMAND_UNKNOWN */
	uint64_t seq;
	enum command_kind kind;
	enum command_grade grade;
	bool witnessed;
	char *user, *host; /* or NULL */
	char *text;        /* of `len` bytes */
	size_t len;
	struct terms_mark marks[ASKER_MARKS];
	int mark_count;
};

struct asker_page {
	struct asker_hit *hits; /* newest first */
	size_t count;
	bool more;     /* there are */
	char *trouble; /* why nothing could be found; NULL: nothing is wrong */
};

/* What is asked for besides the filter's own: each replaces the filter's, NULL leaves it. */
struct asker_scope {
	const char *user, *host, *session, *cwd, *program, *exit;
};

struct asker;

/* The filter was checked (filter_check); it is borrowed, and so are its strings.  0 or a negative code. */
int asker_new(const char *index, const struct filter *, struct asker **out);
void asker_free(struct asker *);

/*
 * Ask for at least `most` hits, or as many more (to a bound) as it takes to have the one with the id `keep`; -1: none.  All is
 * copied.  0 or -ENOMEM, when the question before is being answered.
 */
int asker_ask(struct asker *, const char *line, const struct asker_scope *, size_t most, int64_t keep);

/* Ready for reading when there is something to be taken; asker_take makes it quiet. */
int asker_descriptor(const struct asker *);

/* The newest question's page, to be freed with asker_page_free, or NULL: it is not there yet, or was taken. */
struct asker_page *asker_take(struct asker *);
void asker_page_free(struct asker_page *);

/* The index is another since the newest page. */
bool asker_stale(struct asker *);

/* It has not got its page yet. */
bool asker_busy(struct asker *);
/* How many hits the newest question has; *exact: not just so many at least.  -1: not known yet. */
int64_t asker_total(struct asker *, bool *exact);

#endif
