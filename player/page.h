/* A picture of a screen as something to keep: plain text, or HTML that needs nothing from elsewhere and runs nothing. */
#ifndef STENO_PLAYER_PAGE_H
#define STENO_PLAYER_PAGE_H

#include "lib/base/buffer.h"
#include "lib/screen/picture.h"

/* Append the rows, each with a line feed, without the blank ones at the end; what is hidden is written out. */
void page_text(struct buffer *, const struct picture *);

/* Append a <pre> with the rows, in the screen's colours; the cursor is turned over where `cursor` says so. */
void page_html(struct buffer *, const struct picture *, bool cursor);

/* Append text for HTML: escaped, and what is hidden written out. */
void page_escape(struct buffer *, const char *text, size_t len);

/* Before and behind what a whole document has in it. */
void page_begin(struct buffer *, const char *title);
void page_end(struct buffer *);

#endif
