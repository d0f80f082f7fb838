/* Text from recordings, so that it can be looked at: nothing in it acts on a terminal, or on a spreadsheet. */
#ifndef STENO_SEARCH_LEGIBLE_H
#define STENO_SEARCH_LEGIBLE_H

#include "search/terms.h"

/*
 * Append as one line at most `columns` wide (0: any width), with an ellipsis where it is cut; the marks, which are in order, bold
 * and underlined where `marked` says so.  Controls show as \xNN, line feeds as a sign.  Returns how many columns it takes.
 */
int legible_text(struct buffer *, const char *text, size_t len, int columns, const struct terms_mark *marks, int count,
    bool marked);

/* The same for a name, filled up with blanks. */
void legible_cell(struct buffer *, const char *text, int columns);

/* A field of CSV (RFC 4180): quoted, and never what a spreadsheet takes for a formula. */
void legible_csv(struct buffer *, const char *text, size_t len);

/* Print what was made, unless something went wrong with it, and free it.  0 or a negative code. */
int legible_print(struct buffer *);

#endif
