/* The other programs of the Steno that this one belongs to: beside us in a build tree or an installation, never by PATH. */
#ifndef STENO_VERB_SIBLING_H
#define STENO_VERB_SIBLING_H

/* The path of `steno`, to be freed, where there is a player for it to run; else NULL. */
char *sibling_player(void);

/* The path of a room's program, to be freed; NULL where it is not to be found. */
char *sibling_program(const char *room, const char *program);

#endif
