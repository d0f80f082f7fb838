/* steno search -i: the question and its answers on a screen, and the screen as it was. */
#ifndef STENO_SEARCH_BROWSE_H
#define STENO_SEARCH_BROWSE_H

#include "lib/canvas/console.h"
#include "lib/canvas/field.h"
#include "search/preview.h"
#include "search/scope.h"
#include "search/searcher.h"

#define BROWSE_COLS_LEAST 30
#define BROWSE_ROWS_LEAST 7

/* What browse.c does and easel.c paints. */
struct browse {
	struct searcher *searcher;
	struct console *console;
	struct asker *asker;
	struct preview *preview;
	struct field *field;
	struct scope scope;
	struct buffer fixed;     /* the filters that were given, in words */

	struct asker_page *page; /* NULL: nothing was answered yet */
	size_t selected, top;    /* of the page */
	size_t rows;             /* that the list has, as it was painted last */
	size_t most;             /* hits that are asked for */
	int64_t asked_at;        /* boottime ms */
	int64_t anew_at;         /* boottime ms, or 0: when another question was asked, of which the trail was not told */
	bool asked_anew;         /* the question is another: the newest answer is selected */

	bool chosen;             /* there is a command that is looked at, */
	struct lookup_hit hit;   /* with its details, which are our own */
	enum preview_view view;

	bool help;
	char status[160];        /* what was just done */
};

/* The searcher is open, its filter checked; `line` is what the question is at first.  An exit code. */
int browse_run(struct searcher *, const char *line);

#endif
