/*
 * A statement of an interpreter's: whether its end is still to come, and whether a prompt asks for that.  Each asks in a way of its own,
 * which could be a question or an answer elsewhere.
 */
#ifndef STENO_INDEXER_CLAUSE_H
#define STENO_INDEXER_CLAUSE_H

#include "indexer/edit.h"

/* The prompt stands so many rows below the held line, and asks for more of it as this interpreter does. */
bool clause_goes_on(const struct place *, const struct held *, const struct buffer *prompt, int gap);

/* The same of those that are a pane's own program, or stand behind a gate: of them only what they show tells. */
bool clause_of_tcl_goes_on(const struct held *, const struct buffer *prompt, int gap);
bool clause_of_gdb_goes_on(const struct held *, const struct buffer *prompt);
bool clause_of_pdb_goes_on(const struct held *, const struct buffer *prompt, int gap);

/* The interpreter runs a script, which asks as it likes: for more with signs alone, where it asks for a statement with a word. */
bool clause_of_script_goes_on(const struct held *, const struct buffer *prompt);

/* For more it asks with blanks, which are none of the row's text. */
bool clause_asks_with_blanks(const struct place *);

/* How many bytes of it say that the rest is for a shell: ".shell bash" of sqlite's, "\! bash" of psql's; 0: it is a statement. */
size_t clause_given_to_shell(const struct buffer *text);

/* Octave's block, whatever else asks with that sign. */
bool clause_of_octave_goes_on(const struct place *, const struct held *, const struct buffer *prompt, int gap);

/* The program has one sign for that: whether this is it.  False: it is no such program. */
bool clause_has_one_sign(const struct place *, const struct held *, const struct buffer *prompt, int gap, bool *more);

/* A client's own command, which is whole. */
bool clause_is_command(const struct place *, const struct buffer *text);

/* A block that is not ended. */
bool clause_opens_gdb(const struct buffer *text);

/* gdb asks whether it is to do something, or whether to show more of a list: what is typed there is no statement. */
bool clause_is_question_of_gdb(const struct buffer *prompt);
bool clause_is_open_python(const struct buffer *text);

#endif
