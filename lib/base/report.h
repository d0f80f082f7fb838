/*
 * What a program says to a person: on stderr, with its name, and never with a byte that acts on
 * the terminal.  Only programs use this; libraries return codes.
 */
#ifndef STENO_BASE_REPORT_H
#define STENO_BASE_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buffer.h"

/* The name before each message, "steno info" say.  Borrowed. */
void report_name(const char *program);

/* Each ends its line itself.  A message may have further lines, which are hints. */
void report_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void report_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void report_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same on stdout, and nothing before it: what a verb did, and to which files, whatever their names. */
void report_done(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Append bytes from outside so that they can be looked at: controls (C0, DEL, C1), bidirectional
 * overrides and ill-formed bytes as \xNN or \u{NNNN}; well-formed text as it stands.  A line
 * feed and a tab stay when `lines` says so.
 */
void report_visible(struct buffer *, const char *data, size_t len, bool lines);

/* The candidate nearest to a mistyped word, or NULL when none is near.  The list ends in NULL. */
const char *report_nearest(const char *word, const char *const *candidates);

#endif
