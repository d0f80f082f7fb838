/*
 * What asks first where nobody has asked before.  There it is told by its place that a shell asks, whatever sign its prompt ends with.
 */
#ifndef STENO_INDEXER_NEWCOMER_H
#define STENO_INDEXER_NEWCOMER_H

#include "indexer/edit.h"

/* A row of text has many blanks behind it. */
bool newcomer_may_be_prompt(const struct buffer *prompt);

/*
 * Behind a gate: what was asked stands there once more, or a word that counts with the next number, and is no question: a shell asks with it.
 * `first` is what was asked.
 */
bool newcomer_asks_again(const struct recovery *, const struct buffer *prompt, struct buffer *first);

/* It ends as the one of this interpreter's does, but for how it begins. */
bool newcomer_is_mode(const struct place *, const struct buffer *prompt);

/* A shell was started, and the kernel has one in front that edits its lines: whatever it asks with is its prompt. */
bool newcomer_edits(const struct recovery *, const struct buffer *prompt);

/* The first that a multiplexer shows, in a window that is empty but for it: whatever sign it ends with, a shell asks with it. */
bool newcomer_begins_window(struct recovery *, const struct buffer *prompt);

/* In a multiplexer's window: the row is empty in which it was typed, and a shell is in front; or nobody tells who is, and nothing has come of it. */
bool newcomer_asks_with_nothing(struct recovery *, const struct buffer *prompt);

/* It is the end of a shell's prompt that is wider than the window, and was drawn with the row above. */
bool newcomer_is_wide_shell(struct recovery *, const struct buffer *prompt);

/* The multiplexer's own key came last, and what asks in the first row of a pane that is empty else, whatever its sign, is the shell of a new one. */
bool newcomer_begins_pane(struct recovery *, const struct buffer *prompt);

/* The same of whoever asks, with what greets above it. */
bool newcomer_is_greeted(struct recovery *);

/* The multiplexer's key began an edit before that stood there, and now it does. */
bool newcomer_came(struct recovery *);

/* An interpreter was started for a script, and what asks has a shell's sign: the script has started one, of which the kernel says nothing perhaps. */
bool newcomer_through_script(const struct place *, const struct buffer *prompt);

#endif
