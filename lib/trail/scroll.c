/* The lines of a log: a window of the file in memory, moved along. */
#include "lib/trail/scroll.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/trail/entry.h"

#define WINDOW (256u * 1024)

struct scroll {
	int fd;
	int64_t offset;    /* of data[0] in the file */
	size_t at, len;    /* in data: the next line, and how much is there */
	char data[WINDOW];
};

int
scroll_new(int fd, struct scroll **out)
{
	if ((*out = malloc(sizeof **out)) == NULL)
		return -ENOMEM;
	(*out)->fd = fd;
	scroll_seek(*out, 0);
	return 0;
}

void
scroll_free(struct scroll *s)
{
	free(s);
}

void
scroll_seek(struct scroll *s, int64_t offset)
{
	s->offset = offset;
	s->at = s->len = 0;
}

/* More bytes behind what is there: how many, or negative. */
static ssize_t
fill(struct scroll *s)
{
	ssize_t n;

	if (s->at > 0) {
		memmove(s->data, s->data + s->at, s->len - s->at);
		s->offset += (int64_t)s->at;
		s->len -= s->at;
		s->at = 0;
	}
	n = file_pread(s->fd, s->data + s->len, sizeof s->data - s->len, s->offset + (int64_t)s->len);
	if (n > 0)
		s->len += (size_t)n;
	return n;
}

/* Pass over the rest of a line that is too long. */
static int
skip_long(struct scroll *s)
{
	char *stop;
	ssize_t n;

	while ((stop = memchr(s->data + s->at, '\n', s->len - s->at)) == NULL) {
		s->at = s->len;
		if ((n = fill(s)) <= 0)
			return n < 0 ? (int)n : ERR_LIMIT;
	}
	s->at = (size_t)(stop + 1 - s->data);
	return ERR_LIMIT;
}

int
scroll_next(struct scroll *s, struct scroll_line *line)
{
	char *stop;
	ssize_t n;

	while ((stop = memchr(s->data + s->at, '\n', s->len - s->at)) == NULL ||
	    (size_t)(stop - s->data) - s->at >= ENTRY_LINE_MAX) {
		*line = (struct scroll_line){s->data + s->at, s->len - s->at, s->offset + (int64_t)s->at};
		if (line->len >= ENTRY_LINE_MAX)
			return skip_long(s);
		if ((n = fill(s)) <= 0)
			return (int)n;
	}
	*line = (struct scroll_line){s->data + s->at, (size_t)(stop - s->data) - s->at, s->offset + (int64_t)s->at};
	s->at = (size_t)(stop + 1 - s->data);
	return 1;
}

int64_t
scroll_end(const struct scroll *s, uint64_t *behind)
{
	*behind = s->len - s->at;
	return s->offset + (int64_t)s->at;
}
