/*
 * What was typed, line by line, where a recording has the text of its keys (`i`).  Only of lines that were typed from their beginning to
 * their end, with nothing but letters, pastes and keys that take the last letter back, is it known what they are.
 */
#ifndef STENO_INDEXER_MANUSCRIPT_H
#define STENO_INDEXER_MANUSCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/event.h"

#define MANUSCRIPT_LINES 256
#define MANUSCRIPT_SEQUENCE 32

struct manuscript_line {
	uint32_t number;
	uint64_t event; /* in which it begins */
	char key;       /* that ended it, */
	uint64_t ended; /* in this event, */
	int64_t at;     /* at this time */
	bool told;      /* it was found on the screen, as a command or a part of one */
	bool row;       /* of a document that is told of, of which the screen showed the end only */
	size_t echoed;  /* bytes of it that output brought back: see manuscript_hear */
	int blanks;     /* lines of nothing that were ended before it, behind the one that has the number before, */
	bool apart;     /* or others, of which nothing is known */
	bool tabbed;    /* with a tab that may have brought letters, or be one: see manuscript_tabbed */
	struct buffer text;
};

struct manuscript {
	struct manuscript_line lines[MANUSCRIPT_LINES]; /* by number */
	uint32_t last;
	struct buffer line; /* that is being typed, */
	uint64_t event;
	size_t owed;        /* bytes at its end for which no output came yet, */
	size_t echoed;      /* and of those before them, that output brought back; */
	int heard;          /* pieces of output since the last key, */
	uint64_t taken;     /* which this event brought */
	int blanks;
	bool apart;
	bool broken;        /* with a key of which nobody knows what it did */
	bool tabbed;
	bool prefixed;      /* with the key behind which a multiplexer takes the next for itself, */
	bool quoted;        /* or with ^V, behind which the next is a letter, whatever it is */
	bool pasting;
	int matched;        /* bytes of the sequence that ends a paste; */
	char sequence[MANUSCRIPT_SEQUENCE]; /* a key's, that has begun, */
	int length;         /* and so much of it */
};

void manuscript_free(struct manuscript *);

/*
 * Take the bytes of an event.  Returns how many keys of it may end a line, pastes aside, and the numbers of their lines, 0: not known; at most
 * so many.
 */
int manuscript_take(struct manuscript *, const struct event *, uint32_t *numbers, int most);

/*
 * Output came.  Does it bring back what was typed last?  Letters must come back by themselves, and by and by: among much output all of them are
 * found, those of a secret, too.
 */
void manuscript_hear(struct manuscript *, const struct event *);

/* Nearly all of it came back: it is no secret, and went to something that takes lines. */
bool manuscript_was_echoed(const struct manuscript_line *);

/* What was typed so far was another program's: a line begins with the next key. */
void manuscript_begin(struct manuscript *);

/* NULL: it is not known, or too long ago.  Borrowed, until the next is taken. */
struct manuscript_line *manuscript_line(struct manuscript *, uint32_t number);

/* The same of one that is known where tabs are letters: where the terminal edits the line itself. */
struct manuscript_line *manuscript_tabbed(struct manuscript *, uint32_t number);

#endif
