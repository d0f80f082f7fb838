/*
 * Where lines are given to: the session's own program, and those that were started inside one another.  Each
 * is known by its prompts.
 */
#ifndef STENO_INDEXER_PLACE_H
#define STENO_INDEXER_PLACE_H

#include "indexer/command.h"
#include "indexer/program.h"
#include "lib/base/buffer.h"
#include "lib/cast/header.h"

#define PLACES_MAX 16
#define PROMPTS_MAX 10
#define PROMPT_MIN 4 /* bytes: what is shorter stands anywhere */
#define PARKED_MAX 4

struct prompts {
	struct buffer list[PROMPTS_MAX]; /* newest first */
	int count;
};

struct place {
	char program[PROGRAM_NAME_MAX];
	enum program_kind kind;
	struct prompts first, more; /* `more`: where a line goes on, PS2 say */
	struct prompts edited;      /* in a multiplexer, of which many ask: those whose editor has said that it began */
	long group;                 /* in front at its prompt, 0 unknown */
	int gap;                    /* rows from a line to the next prompt when nothing is printed; 0 unknown */
	bool sets_more;             /* its user has chosen with what it asks for more */
	bool bracketed;             /* its editor has said that it began */
	bool early;                 /* its first line was typed before anything asked: that it asks with nothing may not be so */
	bool cooked;    /* the kernel edits the lines that are typed at its prompt */
	bool muted;                 /* its terminal was told to echo nothing, and nothing was echoed since */
	int side;            /* the column of the prompt of the right side, when that was seen last; 0: there is none; */
	uint32_t side_shape; /* and its signs, but for digits */
	int miscount;               /* its editor takes its prompt for wider than it is by so many columns, and wraps before the margin */
	bool ghosts;                /* what its editor suggests stays behind the line that is left */
	bool fish;                  /* it is another shell's place by its name, and fish reads there */
	bool guest;                 /* it was found on the screen of a program that is no multiplexer: mosh, an editor */
	int left_row, left_col;     /* it asks with nothing: where its cursor was when it was left for another pane, */
	uint32_t left_above;        /* and a sum of the row above that; 0: it was not */
	unsigned marks;             /* those that stood around its very first prompt, before anything was run in it */
	struct buffer cwd;          /* as they told it, of this prompt */
	/* what runs in it */
	bool running;
	struct command_end end;     /* seq, and what is known of its end by now */
	uint64_t bytes;
	int64_t at;
	char starts[PROGRAM_NAME_MAX];
	enum program_kind starts_kind; /* looked up once: panes and gates are asked for at every line */
	struct buffer text;
	bool marked; /* its prompt was */
};

struct places {
	struct place list[PLACES_MAX];
	int count; /* at least one */
	struct place parked[PARKED_MAX]; /* newest first; inside a multiplexer another pane may have been gone to, and they go on */
	int parked_count;
	struct prompts left; /* of the multiplexer that was left last: its shells go on without it */
};

void places_init(struct places *, const struct header *);
void places_free(struct places *);

struct place *places_top(struct places *);

/* Push what the running command of the top has started.  The top itself when there is no room. */
struct place *places_enter(struct places *, const char *program, enum program_kind);
/* The same for a multiplexer that shows its screen: what it showed before it was left stands there still.  False: none was left. */
bool places_come_back(struct places *);
/* A place that was left, inside the multiplexer, has this prompt; then it is the top again.  False: there is none. */
bool places_left_with(const struct places *, const char *prompt, size_t len);
bool places_take_up(struct places *, const char *prompt, size_t len);
/* The prompt of an interpreter that was left so, with which this row begins, and goes on.  False: there is none. */
bool places_left_begin(const struct places *, const char *row, size_t len, struct buffer *prompt);
/* The places inside `index` have ended. */
void places_return(struct places *, int index);

/* The innermost place that has shown this prompt, or one like it; -1. */
int places_find(const struct places *, const char *prompt, size_t len, bool like);

bool places_multiplexed(const struct places *);
/* The innermost multiplexer is none: see `guest`. */
bool places_guest(const struct places *);
/* The first place inside the innermost multiplexer that runs; 0: none does. */
int places_inside(const struct places *);
bool places_remote(const struct places *);

void prompts_add(struct prompts *, const char *prompt, size_t len);
void prompts_forget_blank(struct prompts *);
bool prompts_have(const struct prompts *, const char *prompt, size_t len);
/* One of them is this prompt but for its numbers, which may have more digits by now. */
bool prompts_count(const struct prompts *, const char *prompt, size_t len);

/* It may be the same prompt with another time, directory or status in it: the same beginning and end. */
bool prompt_like(const char *a, size_t a_len, const char *b, size_t b_len);

/* The same of two. */
bool prompt_counts(const char *a, size_t a_len, const char *b, size_t b_len);
/* The same behind its first word, which may be a directory's name. */
bool prompt_moved(const char *a, size_t a_len, const char *b, size_t b_len);
/* Both hold the same name, of a machine say, in signs that differ: "<core-7>", "[core-7-GE0/0/1]". */
bool prompt_same_name(const char *a, size_t a_len, const char *b, size_t b_len);
/* Both name the same user@host, or at least one names none. */
bool prompt_same_user(const char *a, size_t a_len, const char *b, size_t b_len);
/* How long it is without the blanks behind it. */
size_t prompt_bare(const char *prompt, size_t len);
bool prompt_is_blank(const char *prompt, size_t len);

/* The same for the same prompt; 0: it is blank. */
uint32_t prompt_sum(const char *prompt, size_t len);
/* It ends as shells' prompts do. */
bool prompt_is_shells(const char *prompt, size_t len);
/* An interpreter's, as wide as its first one and not the same: a statement goes on. */
bool prompt_is_further(const char *first, size_t first_len, const char *prompt, size_t len);
/* IPython's further one, "   ...: ", or Python's, "... ", behind this first one: its length, without the indentation that its editor gives; 0: it is none. */
size_t prompt_of_block(const char *first, size_t first_len, const char *prompt, size_t len);
/* It looks as if the line before goes on. */
bool prompt_goes_on(const char *prompt, size_t len);

#endif
