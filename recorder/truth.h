/* The kernel's truth about the terminal: doc/format/cast.md, section 2.3. */
#ifndef STENO_RECORDER_TRUTH_H
#define STENO_RECORDER_TRUTH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define TRUTH_TEXT_SIZE 64

/* Where the kernel keeps a process's name, held open: opening it costs more than all that a key costs. */
struct truth_name {
	pid_t pid; /* 0: nobody's */
	int fd;
};

/* Zero-initialised, but for the leader, knows nothing yet. */
struct truth {
	pid_t leader; /* of the session: its name settles once, a job's each time */
	bool known, echo, canonical;
	pid_t group;
	int64_t group_since; /* ms */
	int64_t look_at;     /* when the name is read again; 0: it has settled */
	bool changed;        /* since it was told */
	struct truth_name leaders, jobs; /* the leader's, and that of the last other group */
	char name[17];
	char text[TRUTH_TEXT_SIZE]; /* as it is recorded */
};

/* Ask the master's side of a pty: two calls, no more, as a key waits for them. */
void truth_sample(struct truth *, int master, int64_t now_ms);

/* Make the text of what was sampled.  Returns whether it differs from the last one. */
bool truth_tell(struct truth *, int64_t now_ms);

void truth_release(struct truth *);

/* A line is being read and not shown: what is typed now is a secret. */
bool truth_hides(const struct truth *);

#endif
