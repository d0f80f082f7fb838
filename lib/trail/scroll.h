/* The lines of a log, one after the other, whatever its size.  Believes nothing. */
#ifndef STENO_TRAIL_SCROLL_H
#define STENO_TRAIL_SCROLL_H

#include <stddef.h>
#include <stdint.h>

struct scroll;

struct scroll_line {
	const char *data; /* without its line feed; borrowed until the next call */
	size_t len;
	int64_t offset;   /* in the file */
};

/* The descriptor stays the caller's; it is read with offsets of our own. */
int scroll_new(int fd, struct scroll **out);
void scroll_free(struct scroll *);

void scroll_seek(struct scroll *, int64_t offset);

/*
 * The next line: 1; 0 when no whole line is left (a file that grew may have more at the next call); ERR_LIMIT for a line
 * that is longer than any entry, of which the beginning is given and which is passed over; or minus errno.
 */
int scroll_next(struct scroll *, struct scroll_line *);

/* After 0: where the last whole line ends, and how many bytes stand behind it. */
int64_t scroll_end(const struct scroll *, uint64_t *behind);

#endif
