/* What the verbs of steno-cast share: finding a recording, exit codes, moments. */
#ifndef STENO_ARCHIVE_ARCHIVE_H
#define STENO_ARCHIVE_ARCHIVE_H

#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/cast/source.h"

enum archive_exit {
	EXIT_FINE = 0,
	EXIT_FOUND = 1,    /* what was asked does not hold, or something was wrong with the file */
	EXIT_USAGE = 2,
	EXIT_UNREADABLE = 3,
};

struct archive_verb {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *usage;
};

extern const struct archive_verb archive_cat, archive_info, archive_export, archive_import,
    archive_pack, archive_redact, archive_recover, archive_verify;

/* --help and --version are dealt with; on an unknown option says so.  As getopt_long otherwise; '?'
 * means EXIT_USAGE. */
int archive_option(const struct archive_verb *, int argc, char **argv, const char *shorts,
    const struct option *);

/* Complain about usage: EXIT_USAGE. */
int archive_usage(const struct archive_verb *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The user's store as configured; to be freed.  NULL when memory is out. */
char *archive_store(void);

/* The path of the file or session of this name; on failure says so.  To be freed, or NULL. */
char *archive_find(const char *name);

/* Find and open; on failure says why.  NULL then. */
struct source *archive_open(const char *name, const char *timing);

/* "90", "90.5", "1:30", "1:02:03.5", "45s", "2m", "1h": milliseconds, or -1. */
int64_t archive_moment(const char *text);

/* The bytes as "12.3 MB", and milliseconds as "1:02:03.456", into out[32]. */
void archive_bytes(uint64_t bytes, char out[32]);
void archive_duration(int64_t ms, char out[32]);

#endif
