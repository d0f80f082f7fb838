/*
 * A function in a process of its own, for code that takes hostile bytes: it can compute, read from one pipe
 * and write to another, and nothing else.
 *
 * The process has no other descriptors, can open none, and sees no network; memory and processor time are
 * bounded; it can't be traced by its user, leaves no core, and dies with the thread that started it.  Whatever
 * else it asks of the kernel kills it.  It is a copy of its parent's memory: fork before secrets are read.
 */
#ifndef STENO_INDEXER_CAGE_H
#define STENO_INDEXER_CAGE_H

#include <stdbool.h>

#define CAGE_MEMORY_MAX (512ul * 1024 * 1024) /* of addresses, beyond what the parent had */
#define CAGE_SECONDS_MAX 3600ul               /* of processor time: some 100 GB of a recording */

struct cage;

enum cage_fate {
	CAGE_RETURNED, /* the function did */
	CAGE_KILLED,   /* by a signal */
	CAGE_REFUSED,  /* it asked the kernel for what it may not have */
	CAGE_OPEN,     /* it could not be confined, and so the function was not called */
};

/*
 * Run the function; what it returns (0 to 100) becomes its status.  `in` and `out` are its ends of the
 * pipes, which block.  It must not call exit, nor use stdio: the parent's buffers are in it.
 */
int cage_new(int (*inmate)(int in, int out, void *context), void *context, struct cage **out);

/*
 * The same, in a process that somebody else makes: `spawn` is given its ends of the pipes, and returns the number of a child
 * of ours that calls cage_enter with them, or a negative code.
 */
int cage_new_by(int (*spawn)(void *context, int in, int out), void *context, struct cage **out);

/* In such a child, of `parent`: confine it, run the function, and end. */
_Noreturn void cage_enter(int in, int out, int parent, int (*inmate)(int in, int out, void *context), void *context);

/* Kills what still runs. */
void cage_free(struct cage *);

/* Our ends, which don't block.  A write never fails with EPIPE, nor raises SIGPIPE: who waits for room must
 * watch cage_output too, which is at its end when the process is. */
int cage_input(const struct cage *);
int cage_output(const struct cage *);

/* Its process, 0 when it has ended: to be named, or killed by a test. */
int cage_process(const struct cage *);

/* Kill what still runs, and say how it ended; *number is its status or the signal.  Where cage_output was at its
 * end the process ended by itself, and this can't change how. */
enum cage_fate cage_end(struct cage *, int *number);

/* Whether this build confines: one with sanitizers can't, for they ask the kernel for much. */
bool cage_confines(void);

#endif
