/*
 * What programs that offer verbs share: options, exit codes, finding a recording.
 */
#ifndef STENO_VERB_VERB_H
#define STENO_VERB_VERB_H

#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/cast/source.h"

enum verb_exit {
	EXIT_FINE = 0,
	EXIT_FOUND = 1,    /* what was asked does not hold, or something was wrong with the file */
	EXIT_USAGE = 2,
	EXIT_UNREADABLE = 3,
	EXIT_TRACES = 4,   /* done, but bytes of what was taken out are still in the index */
};

/* Called when a verb has done, and its output is written; NULL: nothing.  Set by what needs it, deed.h say. */
extern void (*verb_at_end)(void);

/* Standard output has failed so, which stdio does not keep: it is said at the end, unless its reader has gone. */
void verb_output_failed(int error);

struct verb {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *usage;
};

/* With what the table of every verb's options ends; verb_option deals with it. */
#define VERB_OPTIONS_END {"help", no_argument, NULL, 'H'}, {"version", no_argument, NULL, 'V'}, {NULL, 0, NULL, 0}

/*
 * The main of such a program: run the verb that argv[1] names, and see that all of its output was written.
 * `verbs` ends with NULL.  Returns the exit code.
 */
int verb_main(const char *program, const struct verb *const *verbs, int argc, char **argv);

/* --help and --version are dealt with; on an unknown option says so.  As getopt_long otherwise; '?'
 * means EXIT_USAGE. */
int verb_option(const struct verb *, int argc, char **argv, const char *shorts,
    const struct option *);

/* Complain about usage: EXIT_USAGE. */
int verb_usage(const struct verb *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct config;

/* The system's configuration and the user's over it; *message (to be freed) says what could not be read.  NULL without
 * memory. */
struct config *verb_config(char **message);

/* The user's home. */
const char *verb_home(void);

/* The user's store as configured; to be freed.  NULL when memory is out. */
char *verb_store(void);

/* The path of the file or session of this name; on failure says so.  To be freed, or NULL. */
char *verb_find(const char *name);

/* Find and open; on failure says why.  NULL then. */
struct source *verb_open(const char *name, const char *timing);

/* The bytes as "12.3 MB", and milliseconds as "1:02:03.456", into out[32]. */
void verb_bytes(uint64_t bytes, char out[32]);
void verb_duration(int64_t ms, char out[32]);

#endif
