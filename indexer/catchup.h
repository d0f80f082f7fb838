/*
 * What is typed while a program runs is echoed in its row, and when the program has ended its shell's prompt comes behind that: the shell
 * has the line then, and what is typed on, or Enter alone, is its.  Editors draw behind their prompt what was typed; where the kernel
 * edits the line, it stands only before it.
 */
#ifndef STENO_INDEXER_CATCHUP_H
#define STENO_INDEXER_CATCHUP_H

#include "indexer/edit.h"

/* A key comes: the line that is being typed is the shell's by now, and is anchored behind its prompt.  False: it is as it was. */
bool catchup_takes(struct recovery *);

/* The prompt of fish's editor, which has begun, is still to be drawn: what is typed now will stand behind it. */
bool catchup_awaits_prompt(struct recovery *);

/* The line is anchored at a program, and of the keys before this one, which printed, nothing was told: what was drawn since, sign by sign, is theirs. */
void catchup_untold(struct recovery *);

/*
 * What is typed was begun before the shell's prompt stood, which nobody knows: its first was drawn in the row in which that was echoed, and in the cursor's; a later one
 * has another number.
 */
void catchup_learn(struct recovery *, const struct screen_cursor *);

/* Text that was typed before the prompt is no part of it twice. */
void catchup_trim(struct recovery *, struct buffer *text);

/* zsh's and yash's sign for output that had no line feed is none of what was typed. */
void catchup_cut_mark(struct recovery *, struct buffer *text);

/* The row begins with a prompt that is known, and goes on with what was typed before it stood; or the prompt has a part more, and stands alone. */
bool catchup_begins_with_prompt(struct recovery *, const struct screen_cursor *, const struct buffer *row);

#endif
