/*
 * Lines that were typed in a pane before their prompt, and that nobody echoed: who reads there was busy, and has drawn them behind its prompt only when it
 * read them, together with all that came after.  What stands between the line that was told last and the next prompt are those lines, if they are as many
 * as the keys that ended them.
 */
#ifndef STENO_INDEXER_OVERDUE_H
#define STENO_INDEXER_OVERDUE_H

struct buffer;
struct recovery;

/* A key was taken that may end a line. */
void overdue_note(struct recovery *);

/* This prompt stands in this row, and another line begins: tell of those before it. */
void overdue_tell(struct recovery *, int row, const struct buffer *prompt);

#endif
