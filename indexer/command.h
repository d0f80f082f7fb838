/*
 * A command line that was committed, as it was recovered from a recording.
 */
#ifndef STENO_INDEXER_COMMAND_H
#define STENO_INDEXER_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"

#define COMMAND_TEXT_MAX (256u * 1024) /* bytes; what is longer is cut, and a reason says so */

enum command_kind {
	COMMAND_SHELL, /* given to a shell */
	COMMAND_REPL,  /* a statement, given to an interactive interpreter */
	COMMAND_REPLY, /* an answer to a running program */
};

/* How it was found, not how likely it is: "Grades" in doc/recovery.md. */
enum command_grade { GRADE_A, GRADE_B, GRADE_C, GRADE_D, GRADE_U };

/* Why it has its grade; a set. */
enum command_reason {
	REASON_REPORT = 1 << 0,       /* the shell's authenticated report says the same */
	REASON_MARKS = 1 << 1,        /* the shell's marks in the output say the same */
	REASON_TRUTH = 1 << 2,        /* the kernel had the shell in front */
	REASON_BRACKET = 1 << 3,      /* the editor said where it began and ended */
	REASON_KEY = 1 << 4,          /* a key that commits was pressed */
	REASON_SCREEN = 1 << 5,       /* the text is what the screen showed */
	REASON_REANCHORED = 1 << 6,   /* its beginning was found again by the prompt */
	REASON_INTERRUPTED = 1 << 7,  /* other output came into the line */
	REASON_MULTIPLEXER = 1 << 8,  /* inside tmux or screen */
	REASON_REMOTE = 1 << 9,       /* through ssh, sudo, su or a container: the kernel's truth is hidden */
	REASON_AHEAD = 1 << 10,       /* typed before the prompt came */
	REASON_EXPANDED = 1 << 11,    /* the shell printed what a history reference became */
	REASON_EDITOR = 1 << 12,      /* written in an editor, printed by the shell */
	REASON_UNSEEN = 1 << 13,      /* a commit was seen, its text was not */
	REASON_NO_INPUT = 1 << 14,    /* the recording has no keys */
	REASON_CUT = 1 << 15,         /* the text is longer than is kept, or the recording ends in it */
	REASON_DISAGREE = 1 << 16,    /* a report or a mark says another text */
	REASON_DOUBTFUL = 1 << 17,    /* the screen may show another text than was typed */
	REASON_SESSION = 1 << 18,     /* the recorder started it itself */
};

#define COMMAND_UNKNOWN INT64_MIN /* as HEADER_NONE */

struct command {
	uint64_t seq;
	int64_t at;          /* ms since the session's start, of the key that committed it */
	uint64_t event;      /* number of that event: where a replay starts */
	struct buffer text;  /* what ran; of grade U what was seen of it, which is not all, and not told */
	struct buffer typed; /* as typed, where that differs */
	enum command_kind kind;
	char program[32];    /* it was given to; "" not known */
	int depth;           /* of interactive programs inside one another; 0 the session's own */
	enum command_grade grade;
	unsigned reasons;
	int64_t exit;        /* status, or COMMAND_UNKNOWN */
	int64_t duration;    /* ms, or COMMAND_UNKNOWN */
	struct buffer cwd;   /* "" not known */
	struct buffer reported; /* what the shell says it was, where that is another text */
	uint64_t output_from, output_to; /* events; the same: no output */
	uint64_t bytes;      /* of output */
};

/* What is known only when it has ended. */
struct command_end {
	uint64_t seq;
	int64_t exit, duration; /* or COMMAND_UNKNOWN */
	uint64_t output_to, bytes;
	enum command_grade grade; /* what the shell reported may have changed it, */
	unsigned reasons;         /* and these */
	struct buffer cwd, reported;
};

void command_free(struct command *);
void command_end_free(struct command_end *);

/* Put into the command what its end tells; the end is empty then. */
void command_complete(struct command *, struct command_end *);

const char *command_kind_name(enum command_kind);
char command_grade_letter(enum command_grade);

/* Append the reasons' names, each with a blank before it. */
void command_list_reasons(struct buffer *out, unsigned reasons);

/* Append as one line of JSON.  `epoch` is the session's start in ms since 1970, or COMMAND_UNKNOWN. */
int command_encode(struct buffer *out, const struct command *, int64_t epoch);

#endif
