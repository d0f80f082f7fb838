/* The lines that were run lately: which of them a part of one stands for. */
#include <stdio.h>
#include <string.h>

#include "indexer/recall.h"
#include "tests/unit/check.h"

static struct recall lines;

static void
note(const char *text)
{
	struct buffer line = {0};

	buffer_adds(&line, text);
	recall_note(&lines, &line);
	buffer_free(&line);
}

/* "": there is none. */
static bool
finds(const char *part, bool begins, const char *want)
{
	struct buffer shown = {0};
	const struct buffer *found;
	bool same;

	buffer_adds(&shown, part);
	found = recall_find(&lines, &shown, begins);
	same = found == NULL ? want[0] == '\0' : found->len == strlen(want) && memcmp(found->data, want, found->len) == 0;
	buffer_free(&shown);
	return same;
}

static void
test_one_of_them(void)
{
	note("rsync -a /srv/data backup:/srv");
	note("rsync -a /srv/data other:/var/lib");
	note("rsync -a /srv/data backup:/srv");
	CHECK(finds("rsync -a /srv/data b", true, "rsync -a /srv/data backup:/srv"));
	CHECK(finds("other:/var/lib", false, "rsync -a /srv/data other:/var/lib"));
	/* several, none, all of one, and too little to tell */
	CHECK(finds("rsync -a /srv", true, ""));
	CHECK(finds("rsync -b /srv", true, ""));
	CHECK(finds("rsync -a /srv/data other:/var/lib", true, ""));
	CHECK(finds("lib", false, ""));
	recall_free(&lines);
}

/* A block is drawn otherwise, and the oldest are forgotten. */
static void
test_what_is_kept(void)
{
	char text[32];
	int i;

	note("for i in 1 2\ndo echo $i\ndone");
	CHECK(finds("for i in 1 2", true, ""));
	for (i = 0; i <= RECALL_LINES; i++) {
		snprintf(text, sizeof text, "%d is a number", 100 + i);
		note(text);
	}
	CHECK(finds("100 is a", true, ""));
	CHECK(finds("101 is a", true, "101 is a number"));
	recall_free(&lines);
}

int
main(void)
{
	check_run("one of them", test_one_of_them);
	check_run("what is kept", test_what_is_kept);
	return check_done();
}
